"""What the society says of itself and the limits it sets; each field with what it does, its default, who sees it."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from mentorquilt import calendars, ui
from mentorquilt.society.models import Society

EVERYBODY = ui.forms.PUBLIC
MEMBERS = ui.forms.MEMBERS
MAIL = ui.forms.Seen("mail", _("Whoever gets a mail"))
STAFF = ui.forms.Seen("shield", _("Coordinators and admins"))
PAIRS = ui.forms.Seen("users", _("Mentors and mentees, where they write"))
WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)


class Part(ui.forms.ModelForm):
    """One part of the society's row. Where it ``tells_defaults``, each field says what it starts with."""

    tells_defaults: ClassVar[bool] = False

    class Meta:
        model = Society
        fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "society_%s")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.IntegerField):
                _bound(field, name)
        for name in self.fields if self.tells_defaults else ():
            self.fields[name].help_text = _("Default: %(value)s") % {"value": self.default_words(name)}

    def default_words(self, name: str) -> str:
        """Return what a field starts with, in words."""
        value = Society._meta.get_field(name).get_default()  # type: ignore[union-attr]  # noqa: SLF001 - Django's documented name
        if isinstance(value, bool):
            return str(_("yes") if value else _("no"))
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, value) or _("empty"))


class NameForm(Part):
    """Name, short name and zone."""

    zone = forms.ChoiceField(label=_("Time zone"), widget=forms.Select(attrs={"data-guess-zone": ""}))
    purposes: ClassVar[dict[str, Any]] = {
        "name": _("Stands at the head of every page and mail."),
        "short_name": _("For narrow places: a key's name, a phone's title. Initials, if you leave it empty."),
        "zone": _(
            "Deadlines and the office's own dates are told in it. People see their own zone beside it."
        ),
    }
    seen_by: ClassVar[dict[str, Any]] = dict.fromkeys(("name", "short_name", "zone"), EVERYBODY)

    class Meta(Part.Meta):
        fields = ("name", "short_name", "zone")
        labels: ClassVar[dict[str, Any]] = {"name": _("Name of the society"), "short_name": _("Short name")}
        widgets: ClassVar[dict[str, Any]] = {
            "name": forms.TextInput(attrs={"dir": "auto", "autocomplete": "organization"}),
            "short_name": forms.TextInput(attrs={"dir": "auto"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["short_name"].required = False
        self.fields["zone"].choices = [(zone.name, zone.label) for zone in calendars.zones()]  # type: ignore[attr-defined]

    def clean_short_name(self) -> str:
        """Take the initials of the name where nothing was typed."""
        given = str(self.cleaned_data.get("short_name") or "").strip()
        name = str(self.cleaned_data.get("name") or self.instance.name)
        return given or initials(name)


def _bound(field: forms.IntegerField, name: str) -> None:
    """Let the form refuse what the table would, before fields are compared with each other."""
    kept = Society._meta.get_field(name)  # noqa: SLF001 - Django's documented name
    for validator in getattr(kept, "validators", ()):
        if isinstance(validator, MinValueValidator | MaxValueValidator):
            field.validators.append(validator)
            side = "min" if isinstance(validator, MinValueValidator) else "max"
            field.widget.attrs[side] = validator.limit_value


def initials(name: str) -> str:
    """Return the capital letters of a name when there are some, else its first words."""
    capitals = "".join(word[0] for word in name.split() if word[0].isupper())
    return capitals[:12] if len(capitals) > 1 else name[:30].strip()


class VoiceForm(Part):
    """Who mails come from, where answers go, and whom people ask."""

    purposes: ClassVar[dict[str, Any]] = {
        "sender_name": _(
            "Mails arrive from this name. The address behind it is set by whoever runs the server."
        ),
        "reply_to": _("Answers go here, unless a mail says they reach somebody's pair."),
        "contact_name": _("A person. Stands in every mail and at the foot of every page."),
        "contact_email": _("Where questions go."),
        "contact_phone": _("Some people rather call. Leave it empty if nobody can answer."),
    }
    seen_by: ClassVar[dict[str, Any]] = {
        "sender_name": MAIL,
        "reply_to": MAIL,
        "contact_name": EVERYBODY,
        "contact_email": EVERYBODY,
        "contact_phone": EVERYBODY,
    }

    class Meta(Part.Meta):
        fields = ("sender_name", "reply_to", "contact_name", "contact_email", "contact_phone")
        labels: ClassVar[dict[str, Any]] = {
            "sender_name": _("Mails come from"),
            "reply_to": _("Answers go to"),
            "contact_name": _("Whom to ask"),
            "contact_email": _("Their address"),
            "contact_phone": _("Their phone"),
        }
        widgets: ClassVar[dict[str, Any]] = {
            "sender_name": forms.TextInput(attrs={"dir": "auto"}),
            "contact_name": forms.TextInput(attrs={"dir": "auto", "autocomplete": "name"}),
            "contact_phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("contact_name", "contact_email"):
            self.fields[name].required = True


class LimitsForm(Part):
    """Places, mails, keeping times, membership, small numbers."""

    digest_weekday = forms.TypedChoiceField(
        label=_("Day of the weekly digest"), coerce=int, choices=list(enumerate(WEEKDAYS))
    )
    tells_defaults = True
    purposes: ClassVar[dict[str, Any]] = {
        "capacity_default": _(
            "How many people a new mentor takes unless she says otherwise. She can change hers."
        ),
        "capacity_cap": _("No mentor can offer more than this. Who already holds more keeps them."),
        "checks_membership": _(
            "A coordinator looks at each person who enrols before she counts for the match."
        ),
        "grace_days": _(
            "So long after a membership ends somebody may still enrol. Pairs she has go on in any case."
        ),
        "mails_per_week": _(
            "News of programs to one person in one week; the rest waits for the digest. Codes, her own requests and "
            "her own talks never wait."
        ),
        "digest_weekday": _("On this day what waited comes in one mail."),
        "keep_months": _("Messages and notes of a pair are deleted so long after its end."),
        "small_cell": _(
            "Reports hide numbers about satisfaction when fewer people than this stand behind them."
        ),
        "small_cell_sensitive": _(
            "The same for background and well-being. Never below 5, and not below the other."
        ),
    }
    seen_by: ClassVar[dict[str, Any]] = {
        "capacity_default": MEMBERS,
        "capacity_cap": MEMBERS,
        "checks_membership": STAFF,
        "grace_days": STAFF,
        "mails_per_week": STAFF,
        "digest_weekday": STAFF,
        "keep_months": PAIRS,
        "small_cell": STAFF,
        "small_cell_sensitive": STAFF,
    }

    class Meta(Part.Meta):
        fields = (
            "capacity_default",
            "capacity_cap",
            "checks_membership",
            "grace_days",
            "mails_per_week",
            "digest_weekday",
            "keep_months",
            "small_cell",
            "small_cell_sensitive",
        )
        labels: ClassVar[dict[str, Any]] = {
            "capacity_default": _("Places a mentor starts with"),
            "capacity_cap": _("Most places of one mentor"),
            "checks_membership": _("Check membership before somebody counts"),
            "grace_days": _("Days of grace after a membership ends"),
            "mails_per_week": _("Most program mails a week to one person"),
            "keep_months": _("Months a pair's words are kept"),
            "small_cell": _("Least people behind a number"),
            "small_cell_sensitive": _("Least people behind a sensitive number"),
        }

    def clean(self) -> dict[str, Any]:
        """Nobody starts with more places than there may be, and the sensitive limit is not the laxer one."""
        given: dict[str, Any] = super().clean() or {}
        now = {name: given.get(name, getattr(self.stored, name)) for name in self.fields}
        if now["capacity_default"] > now["capacity_cap"]:
            told = _("More than the most places one mentor may have (%(most)s).") % {
                "most": now["capacity_cap"]
            }
            self.add_error(_changed(given, "capacity_default", "capacity_cap"), told)
        if now["small_cell_sensitive"] < now["small_cell"]:
            told = _("The sensitive limit must be at least the other one (%(least)s).") % {
                "least": now["small_cell"]
            }
            self.add_error(_changed(given, "small_cell_sensitive", "small_cell"), told)
        return given

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = Society(**{name: getattr(self.instance, name) for name in self.fields})


def _changed(given: dict[str, Any], first: str, second: str) -> str:
    """Return which of two fields was sent, the first where both were."""
    return first if first in given else second


class WordsForm(Part):
    """Notices, disclaimer and help in a crisis."""

    tells_defaults = True
    purposes: ClassVar[dict[str, Any]] = {
        "patient_notice": _("Stands above every box in which people write to each other."),
        "guide_disclaimer": _("Stands under every guide."),
        "crisis_help": _(
            "Stands beside every question about well-being and on the page about hard times. Numbers people can call "
            "now; a line for each country you have members in."
        ),
    }
    seen_by: ClassVar[dict[str, Any]] = {
        "patient_notice": PAIRS,
        "guide_disclaimer": MEMBERS,
        "crisis_help": MEMBERS,
    }

    class Meta(Part.Meta):
        fields = ("patient_notice", "guide_disclaimer", "crisis_help")
        labels: ClassVar[dict[str, Any]] = {
            "patient_notice": _("Notice about patients"),
            "guide_disclaimer": _("Disclaimer under guides"),
            "crisis_help": _("Help in a crisis"),
        }
        widgets: ClassVar[dict[str, Any]] = {
            name: forms.Textarea(attrs={"rows": rows, "dir": "auto", "maxlength": 2000})
            for name, rows in (("patient_notice", 2), ("guide_disclaimer", 3), ("crisis_help", 4))
        }


PARTS: tuple[type[Part], ...] = (NameForm, VoiceForm, LimitsForm, WordsForm)


def part_with(field: str) -> type[Part] | None:
    """Return the part that has a field of this name."""
    return next((part for part in PARTS if field in part.base_fields), None)
