"""What the pages of earlier pairs send. Nothing is saved here."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mentorquilt import gate
from mentorquilt.pairings.queries.earlier import Asked
from mentorquilt.programs import actions as programs
from mentorquilt.ui import forms as ui

MOST_BYTES = 5_000_000
ACCEPT = ".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(ui.Form):
    """The sheet of earlier pairs."""

    pairs = forms.FileField(
        label=_("Sheet of earlier pairs"),
        required=False,
        help_text=_(
            "Excel (.xlsx) or CSV; up to 5 MB, 10,000 rows and 200 columns. Headings in the first row."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    again = forms.BooleanField(
        label=_("Read it even if the very same file was imported before"), required=False
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)
    purposes: ClassVar[Mapping[str, Any]] = {
        "pairs": _(
            "One pair a row: mentor, mentee, cohort or year, how it ended. Names or addresses will do."
        )
    }
    seen_by: ClassVar[Mapping[str, ui.Seen]] = {
        "pairs": ui.Seen("lock", _("Kept encrypted, a week at most")),
    }

    def clean(self) -> dict[str, Any]:
        """Ask for the file where none was chosen, and refuse one that is too large before it is read."""
        cleaned = super().clean() or {}
        file = cleaned.get("pairs")
        if not self.errors and not file:
            self.add_error("pairs", _("Choose the spreadsheet with the pairs of earlier years."))
        if file and file.size > MOST_BYTES:
            refused = gate.Refused("too-big", size=f"{file.size / 1e6:.1f} MB", limit="5 MB")
            self.add_error("pairs", f"{refused.message} {refused.fix}")
        return cleaned

    def sent(self) -> dict[str, Any]:
        """Return what was sent: file name, bytes, a digest."""
        file = self.cleaned_data["pairs"]
        data = file.read()
        return {"filename": file.name or "", "data": data, "digest": hashlib.sha256(data).hexdigest()}


class ImportForm(forms.Form):
    """The last click, with the state of things that the page showed."""

    seen = forms.CharField(max_length=64)
    submission = forms.UUIDField()


def column_edit(sent: QueryDict, index: int) -> programs.Edit:
    """Return what was sent about one column: its field and the meanings of its answers."""
    start = f"answer-{index}-"
    picked = {name.removeprefix(start): str(value) for name, value in sent.items() if name.startswith(start)}
    field = sent.get(f"field-{index}")
    return programs.Edit(
        index=index, field=field, separator=None, picked=picked, typed={}, is_confirmed=False
    )


def answers(sent: QueryDict, asked: Iterable[Asked]) -> dict[str, str | None]:
    """Return whom names mean, by question; anything else than a candidate or "nobody" takes the answer back."""
    found = {}
    for one in asked:
        allowed = {str(row.ref) for row in one.candidates} | {"nobody"}
        said = sent.get(one.key, "")
        found[one.key] = said if said in allowed else None
    return found
