"""What the import's pages send: files, what columns and answers mean, choices about people. Nothing is saved here."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from mentorquilt import gate, rosters
from mentorquilt.programs import states
from mentorquilt.programs.edits import Edit
from mentorquilt.ui import forms as ui

MOST_BYTES = 5_000_000
KINDS = (states.SheetKind.MENTEE, states.SheetKind.MENTOR)
SEPARATORS = (
    ("auto", _("commas, semicolons or line ends, as it looks")),
    (",", _("a comma")),
    (";", _("a semicolon")),
    ("\n", _("a line end")),
    ("/", _("a slash")),
    ("", _("nothing: each cell is one answer")),
)
ACCEPT = ".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIMITS = _("Excel (.xlsx) or CSV; up to 5 MB, 10,000 rows and 200 columns. Headings in the first row.")


def sheet_field(label: Any) -> forms.FileField:
    """Return a field for one spreadsheet."""
    return forms.FileField(
        label=label, required=False, help_text=LIMITS, widget=forms.FileInput(attrs={"accept": ACCEPT})
    )


class UploadForm(ui.Form):
    """The mentees' sheet, the mentors' sheet, or both at once."""

    mentee = sheet_field(_("Sheet of mentees"))
    mentor = sheet_field(_("Sheet of mentors"))
    again = forms.BooleanField(
        label=_("Read it even if the very same file was imported before"), required=False
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)
    purposes: ClassVar[Mapping[str, Any]] = {
        "mentee": _(
            "The answers of your sign-up form, one person a row. Choose the file, or drop it on the box."
        ),
        "mentor": _("May come now or later. One sheet for both roles? Choose it in both fields."),
    }
    seen_by: ClassVar[Mapping[str, ui.Seen]] = {
        "mentee": ui.Seen("lock", _("Kept encrypted, a week at most")),
        "mentor": ui.Seen("lock", _("Kept encrypted, a week at most")),
    }

    def clean(self) -> dict[str, Any]:
        """Ask for a file where none was chosen, and refuse one that is too large before it is read."""
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(kind) for kind in KINDS):
            self.add_error("mentee", _("Choose the spreadsheet that your sign-up form gave you."))
        for kind in KINDS:
            file = cleaned.get(kind)
            if file and file.size > MOST_BYTES:
                refused = gate.Refused("too-big", size=f"{file.size / 1e6:.1f} MB", limit="5 MB")
                self.add_error(kind, f"{refused.message} {refused.fix}")
        return cleaned

    @property
    def key(self) -> str:
        """Return the form's own key, or nothing."""
        return str(self.cleaned_data.get("submission") or "")

    @cached_property
    def sent(self) -> list[dict[str, Any]]:
        """Return what was sent of each file: kind, file name and bytes."""
        files = [(kind, self.cleaned_data.get(kind)) for kind in KINDS]
        return [
            {"kind": kind, "filename": file.name or "", "data": file.read()} for kind, file in files if file
        ]

    @property
    def digests(self) -> list[str]:
        """Return a digest of each file with its kind."""
        return [f"{one['kind']} {hashlib.sha256(one['data']).hexdigest()}" for one in self.sent]


def column_edit(sent: QueryDict, index: int) -> Edit:
    """Return what was sent about one column of the matching page."""
    field, separator = sent.get(f"field-{index}"), sent.get(f"cut-{index}")
    known = {value for value, _label in SEPARATORS}
    cut = "\n" if separator == "line" else separator
    return Edit(
        index=index,
        field=field,
        separator=cut if cut in known else None,
        picked=_by_key(sent, f"answer-{index}-") | _taken(sent, index),
        typed=_by_key(sent, f"typed-{index}-"),
        is_confirmed=str(index) in sent.getlist("confirm"),
    )


def _taken(sent: QueryDict, index: int) -> dict[str, str]:
    """Return the answer whose likely meaning was taken with one click."""
    column, _dash, rest = sent.get("take", "").partition("-")
    key, _dash, slug = rest.partition("-")
    return {key: slug} if column == str(index) and slug else {}


def _by_key(sent: QueryDict, start: str) -> dict[str, str]:
    return {name.removeprefix(start): str(value) for name, value in sent.items() if name.startswith(start)}


class ImportForm(forms.Form):
    """The last click: which sheets' people count as confirmed, and the state of things that the page showed."""

    seen = forms.CharField(max_length=64)
    submission = forms.UUIDField()
    state_mentee = forms.ChoiceField(choices=[("approved", ""), ("unconfirmed", "")], required=False)
    state_mentor = forms.ChoiceField(choices=[("approved", ""), ("unconfirmed", "")], required=False)

    @property
    def confirmed(self) -> list[str]:
        """Return the kinds of sheet whose people count as confirmed."""
        kinds = (states.SheetKind.MENTEE, states.SheetKind.MENTOR)
        return [str(kind) for kind in kinds if self.cleaned_data.get(f"state_{kind}") == "approved"]


def named_others(sent: QueryDict, questions: Iterable[Any]) -> dict[str, str]:
    """Return by question the address of somebody whom no candidate is, where one was typed and picked."""
    typed = {one.key: sent.get(f"{one.key}-other", "").strip().lower() for one in questions}
    return {key: address for key, address in typed.items() if address and sent.get(f"{key}-who") == "other"}


def choices(sent: QueryDict, part: str, questions: Iterable[Any]) -> dict[str, Any]:
    """Return the choices that were sent about some questions, by key; an unfinished one takes the choice back."""
    read = {"doubles": _double, "wishes": _wish, "institutions": _group, "cities": _city}[part]
    return {question.key: read(sent, question) for question in questions}


def _double(sent: QueryDict, question: Any) -> str | None:
    picked = sent.get(question.key, "")
    allowed = {one.email for one in question.people} | {"two"}
    return picked if picked in allowed else None


def _wish(sent: QueryDict, question: Any) -> dict[str, str] | None:
    if sent.get("yes") == question.key and question.is_clear:
        return {"do": question.kind, "who": question.candidates[0].key}
    do, who = sent.get(f"{question.key}-do", ""), sent.get(f"{question.key}-who", "")
    if do == "nothing":
        return {"do": do}
    other = sent.get(f"{question.key}-other", "").strip().lower()
    allowed = {one.key for one in question.candidates}
    who = other if who == "other" and "@" in other and len(other) < 255 else who
    if do not in ("wish", "ban") or not (who in allowed or who == other) or not who or who == question.email:
        return None
    return {"do": do, "who": who}


def _group(sent: QueryDict, question: Any) -> dict[str, Any] | None:
    said = sent.get(f"{question.key}-is", "")
    if said == "different":
        return {"same": []}
    names = [name for name in sent.getlist(f"{question.key}-name") if name in question.names]
    if said != "same" or len(names) < 2:
        return None
    show = sent.get(f"{question.key}-show", "")
    return {"same": names, "name": show if show in names else names[0]}


def _city(sent: QueryDict, question: Any) -> str | None:
    picked = sent.get(question.key, "")
    if not picked or picked == "none":
        return picked or None
    try:
        return rosters.city(picked).id
    except KeyError:
        return None


def searches(sent: QueryDict) -> dict[str, str]:
    """Return by question the name of a city that somebody searches for."""
    return {
        name.removesuffix("-search"): str(words).strip()[:80]
        for name, words in sent.items()
        if name.startswith("city:") and name.endswith("-search") and str(words).strip()
    }


def stage_choices(sent: QueryDict, keys: Iterable[str]) -> dict[str, str]:
    """Return who is to be enrolled although the program does not take her stage."""
    everybody = sent.get("all", "")
    wanted = {"enrol", "leave"}
    found = {key: everybody or sent.get(key, "") for key in keys}
    return {key: said for key, said in found.items() if said in wanted}
