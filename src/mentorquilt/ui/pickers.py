"""Fields for choosing out of many: one row by searching (``PickField``), terms by ticking (``TermsWidget``).

Both work without JavaScript: searching re-renders the form with what was found as radio buttons; terms are
ticks in folded groups. With htmx the found rows appear while typing; ``terms.js`` searches the ticks.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Choice:
    """One row to choose: its value in the form, its words and a quiet line below."""

    value: str
    words: str
    note: str = ""


@dataclass(frozen=True)
class Picked:
    """What a picker sent: the chosen value, the words searched for and whether Find was pressed."""

    value: str = ""
    query: str = ""
    is_search: bool = False


Find = Callable[[str], Sequence[Choice]]
Get = Callable[[str], Choice | None]


class PickWidget(forms.Widget):
    """A search box and the rows found, of which one is chosen. ``search_url`` answers with ``pick_list``."""

    template_name = "ui/widgets/pick.html"
    input_type = "search"

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, search_url: str = "", none_words: str = ""
    ) -> None:
        super().__init__(attrs)
        self.search_url = search_url
        self.none_words = none_words
        self.found: Sequence[Choice] = ()
        self.get_choice: Get = lambda _value: None

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Picked:
        """Read the three inputs of the picker."""
        return Picked(
            value=str(data.get(name) or "").strip(),
            query=str(data.get(f"{name}_query") or "").strip(),
            is_search=f"{name}_search" in data,
        )

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Tell whether the form was sent without this picker."""
        return name not in data and f"{name}_query" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the chosen row, the rows found and the search address."""
        context = super().get_context(name, "", attrs)
        picked = value if isinstance(value, Picked) else Picked(value=str(value or ""))
        chosen = self.get_choice(picked.value) if picked.value else None
        found = [choice for choice in self.found if chosen is None or choice.value != chosen.value]
        context["widget"] |= {
            "chosen": chosen,
            "found": found,
            "query": picked.query,
            "search_url": self.search_url,
            "none_words": "" if self.is_required else self.none_words,
        }
        return context


class PickField(forms.Field):
    """One row chosen by searching; clean value is the row's value. A search is never taken as a choice."""

    widget = PickWidget
    default_error_messages = {
        "nothing": _("Nothing found for “%(query)s”. Try another spelling, or fewer letters."),
        "choose": _("Choose one of the rows found below."),
        "empty": _("Type a few letters to search for."),
        "gone": _("This choice no longer exists. Search again."),
    }

    def __init__(self, *, find: Find, get: Get, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.find = find
        self._picker.get_choice = get

    @property
    def _picker(self) -> PickWidget:
        if not isinstance(self.widget, PickWidget):
            raise TypeError(f"{type(self.widget).__name__} cannot search; use PickWidget.")
        return self.widget

    def clean(self, value: Any) -> str:
        """Return the chosen value, or raise ValidationError with the rows found ready to be chosen."""
        picked = value if isinstance(value, Picked) else Picked(value=str(value or ""))
        if picked.is_search or (picked.query and not picked.value):
            self._search(picked.query)
        if picked.value and self._picker.get_choice(picked.value) is None:
            raise ValidationError(self.error_messages["gone"], code="gone")
        if not picked.value and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return picked.value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the chosen value only."""
        value = data.value if isinstance(data, Picked) else str(data or "")
        return value != str(initial or "")

    def _search(self, query: str) -> None:
        if not query:
            raise ValidationError(self.error_messages["empty"], code="empty")
        self._picker.found = self.find(query)
        if not self._picker.found:
            raise ValidationError(self.error_messages["nothing"], code="nothing", params={"query": query})
        raise ValidationError(self.error_messages["choose"], code="choose")


def pick_list(request: HttpRequest, *, name: str, find: Find) -> HttpResponse:
    """Answer a picker that searches while somebody types: the rows found, as radio buttons."""
    query = request.GET.get(f"{name}_query", "").strip()
    found = find(query) if query else ()
    context = {"widget": {"name": name, "found": found, "query": query, "attrs": {"id": f"id_{name}"}}}
    return HttpResponse(loader.render_to_string("ui/widgets/pick_list.html", context, request))


class TermsWidget(forms.CheckboxSelectMultiple):
    """Many ticks in folded groups, with a search box where there is JavaScript."""

    template_name = "ui/widgets/terms.html"


class ChoiceCards(forms.RadioSelect):
    """A few choices as cards; ``notes`` maps a choice's value to a quiet line below its words."""

    template_name = "ui/widgets/choice_cards.html"

    def __init__(self, *args: Any, notes: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notes = dict(notes or {})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the note to the option."""
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"note": self.notes.get(str(value), "")}
