"""What the pages of a pairing send: a message, how to reach each other, a reason kept in private. Nothing is saved here."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from mentorquilt.members import actions as members
from mentorquilt.members.states import ConflictKind, PhoneShown
from mentorquilt.pairings import actions as pairings
from mentorquilt.ui import forms as ui


class MessageForm(ui.Form):
    """A message to the others. Its length is judged here and not by the browser, which would cut a pasted text."""

    text = forms.CharField(
        label=_("Your message"),
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Write something first; three lines are enough.")},
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def clean_text(self) -> str:
        """Refuse what is too long, in words that say by how much; what was typed stays in the field."""
        text = ui.clean_text(self.cleaned_data["text"])
        if len(text) > pairings.LONGEST:
            told = {"length": f"{len(text):,}", "most": f"{pairings.LONGEST:,}"}
            raise ValidationError(
                _now(
                    "Your message has %(length)s characters; %(most)s is the most. Nothing is lost: shorten it, or send two."
                )
                % told
            )
        return text


class ReachForm(ui.Form):
    """When the others see the phone here, the standing video room, and mails with or without the words."""

    phone_shown = forms.ChoiceField(
        label=_("My phone number, for the others of this pairing"),
        required=False,
        widget=forms.RadioSelect,
        choices=[],
    )
    standing_link = forms.CharField(
        label=_("My standing video room"),
        required=False,
        widget=forms.URLInput(attrs={"inputmode": "url", "placeholder": "https://", "autocomplete": "off"}),
    )
    link_only = forms.BooleanField(
        label=_("Mail me only that somebody wrote, never the words"), required=False
    )
    purposes: ClassVar[Mapping[str, Any]] = {
        "standing_link": _(
            "The link of a room you always use, such as Zoom or Teams. The others join there with one tap."
        ),
    }
    seen_by: ClassVar[Mapping[str, ui.Seen]] = {
        "phone_shown": ui.YOUR_PAIR,
        "standing_link": ui.YOUR_PAIR,
        "link_only": ui.ONLY_YOU,
    }

    def __init__(self, *args: Any, profile_shows: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = PhoneShown(profile_shows).label
        field = self.fields["phone_shown"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", _now("As in my profile: %(words)s") % {"words": usual}), *PhoneShown.choices]

    def clean_standing_link(self) -> str:
        """Refuse what is no https link to a video room."""
        try:
            return members.checked_room(self.cleaned_data["standing_link"])
        except members.NotALink as problem:
            raise ValidationError(str(problem)) from None


class DeclineForm(ui.Form):
    """A reason that somebody may keep in private when she declines; none is needed."""

    kind = forms.ChoiceField(
        label=_("Should we remember something, so that you two are never paired again?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", _("Nothing to remember")),
            (ConflictKind.SUPERVISES, _("One of us supervises the other")),
            (ConflictKind.EVALUATES, _("One of us evaluates the other")),
            (ConflictKind.PANEL, _("One of us sits on a panel about the other")),
            (ConflictKind.FAMILY, _("We are family")),
            (ConflictKind.OTHER, _("Another reason, which I keep to myself")),
        ],
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)
    seen_by: ClassVar[Mapping[str, ui.Seen]] = {"kind": ui.ONLY_YOU}
