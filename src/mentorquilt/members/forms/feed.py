"""A membership list on its way in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from mentorquilt import ui

LARGEST = 12_000_000


class ListForm(ui.forms.Form):
    """The file, and whether it is the whole list."""

    sheet = forms.FileField(
        label=_("Membership list (CSV or XLSX)"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("This file is empty. Export it again and choose it here."),
        },
    )
    is_whole = forms.BooleanField(label=_("This is the whole list"), required=False)

    purposes = {
        "sheet": _(
            "One row a member, with an e-mail address or a membership number. Read if they are there: name, kind of "
            "membership, status, valid until, career stage, specialty, institution, special-interest groups."
        ),
        "is_whole": _(
            "Active members who are not in it are marked lapsed. They keep their pairings. Refused when ten percent or "
            "more would go."
        ),
    }

    def clean_sheet(self) -> Any:
        """Refuse what is larger than any list of ten thousand people."""
        file = self.cleaned_data["sheet"]
        if file.size > LARGEST:
            told: dict[str, object] = {"size": filesizeformat(file.size), "most": filesizeformat(LARGEST)}
            raise ValidationError(
                _(
                    "This file has %(size)s; at most %(most)s are read. Leave out columns that no heading here names."
                ),
                code="large",
                params=told,
            )
        return file
