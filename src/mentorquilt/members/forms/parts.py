"""What the parts of a profile have in common: the society's lists as choices, and saving one field alone."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mentorquilt import ui
from mentorquilt.members.models import MentorType
from mentorquilt.members.queries import Labels

MOST_TERMS, LONGEST_TERM = 12, 60
EMPTY = ("", _("Please choose"))


class Part(ui.forms.Form):
    """One part of the profile. ``stored`` holds what is kept now, for all of its fields."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Fields that stand side by side."""

    def __init__(self, *args: Any, labels: Labels, stored: dict[str, Any], **kwargs: Any) -> None:
        self.labels = labels
        self.stored = stored
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, initial=stored, **kwargs)
        self.offer_choices()

    def offer_choices(self) -> None:
        """Fill the fields whose choices are the society's lists."""

    def lines(self) -> Iterator[list[forms.BoundField]]:
        """Return the fields line by line, those that stand side by side in one."""
        mates = {name: row for row in self.together for name in row}
        for name in self.fields:
            row = mates.get(name, (name,))
            if name == row[0]:
                yield [self[mate] for mate in row]

    def keep_only(self, name: str) -> bool:
        """Leave one field, as saving while typing sends one; False when there is no such field."""
        if name not in self.fields:
            return False
        self.fields = {name: self.fields[name]}
        return True

    def now(self, name: str) -> Any:
        """Return a field's value as it would stand after saving: the new one if it was sent, else the kept one."""
        return self.cleaned_data.get(name) if name in self.fields else self.stored.get(name)

    def one_of(self, name: str, kind: str) -> None:
        """Offer one entry of a list in a select."""
        self._choices(name, [EMPTY, *self.labels.choices(kind, [self.stored.get(name) or ""])])

    def one_of_grouped(self, name: str, kind: str) -> None:
        """Offer one entry of a list in a select, under what stands above it."""
        self._choices(name, [EMPTY, *self.labels.grouped(kind, [self.stored.get(name) or ""])])

    def some_of(self, name: str, kind: str, *, grouped: bool = True) -> None:
        """Offer many entries of a list as ticks."""
        kept = self.stored.get(name) or []
        listed: Any = self.labels.grouped(kind, kept) if grouped else self.labels.choices(kind, kept)
        self._choices(name, listed)

    def some_types(self, name: str) -> None:
        """Offer the mentor types as cards with what each is about."""
        self._choices(name, self.labels.type_choices(self.stored.get(name) or []))
        widget: Any = self.fields[name].widget
        widget.kinds = self.labels.types
        widget.notes = {slug: kind.about for slug, kind in self.labels.types.items()}

    def _choices(self, name: str, choices: Any) -> None:
        field: Any = self.fields[name]
        field.choices = choices


class Cards(forms.CheckboxSelectMultiple):
    """Ticks as cards, each with a quiet line, and for mentor types with its patch."""

    template_name = "members/widgets/type_cards.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notes: dict[str, str] = {}
        self.kinds: dict[str, MentorType] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"note": self.notes.get(str(value), ""), "kind": self.kinds.get(str(value))}


class Niches(forms.CharField):
    """A few rare terms of one's own, one a line or between commas; clean value: a list, in small letters."""

    widget = forms.Textarea(attrs={"rows": 2})

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        words = super().clean(value).replace("\n", ",").replace(";", ",").split(",")
        terms = list(dict.fromkeys(" ".join(word.casefold().split()) for word in words if word.strip()))
        if len(terms) > MOST_TERMS:
            told: dict[str, object] = {"most": MOST_TERMS}
            raise ValidationError(_("Keep the %(most)s that matter most."), code="many", params=told)
        for term in terms:
            if len(term) > LONGEST_TERM:
                told = {"term": term[:40], "most": LONGEST_TERM}
                raise ValidationError(
                    _("“%(term)s …” is longer than %(most)s letters. Put a comma between terms."),
                    code="long",
                    params=told,
                )
        return terms

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))


def wording(label: Any, *, most: int, rows: int = 0, required: bool = False, **attrs: str) -> forms.CharField:
    """Return a text field of at most so many letters, over several rows when asked."""
    more: dict[str, Any] = {"rows": rows, **attrs}
    widget = forms.Textarea(attrs=more) if rows else forms.TextInput(attrs=attrs)
    return forms.CharField(label=label, max_length=most, required=required, widget=widget)


def picker(address: str, *args: str, none_words: Any = "") -> ui.pickers.PickWidget:
    """Return a picker that asks the address of this name while somebody types."""
    where: Any = reverse_lazy(address, args=args)
    return ui.pickers.PickWidget(search_url=where, none_words=none_words)


def ticks(label: Any) -> forms.MultipleChoiceField:
    """Return many ticks in folded groups."""
    return forms.MultipleChoiceField(label=label, required=False, widget=ui.pickers.TermsWidget)


def chosen(label: Any, choices: Any = (), *, required: bool = False) -> forms.ChoiceField:
    """Return one choice in a select."""
    return forms.ChoiceField(label=label, required=required, choices=choices)


def headed(choices: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Return choices whose words begin with a capital, as they do when they stand alone."""
    return [(value, capfirst(words)) for value, words in choices]
