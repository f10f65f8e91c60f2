"""The words of a coordinator's question or kind decline."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorquilt import ui

READY = {
    "ask": _(
        "Which membership number do you have, or under which name and address does the society know you?"
    ),
    "decline": _(
        "This program is for members of the society, and we could not find your membership. "
        "If you join, or if we looked under the wrong name, you are welcome at once."
    ),
}
LABELS = {"ask": _("Your question"), "decline": _("Your words")}


class WordsForm(ui.forms.Form):
    """Words that are ready to send and can be changed."""

    words = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}))

    def __init__(self, *args: Any, decision: str, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"words": READY[decision]})
        super().__init__(*args, **kwargs)
        self.fields["words"].label = LABELS[decision]
