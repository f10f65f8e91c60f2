"""What the outbox sends: words of one mail or of a kind, a reason, a corrected address, a count."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mentorquilt.mail import roles, veils, words
from mentorquilt.ui import forms as ui

SUBJECT = 250
BODY = 6000


class WordsForm(ui.Form):
    """Subject and words of one mail."""

    subject = forms.CharField(label=_("Subject"), max_length=SUBJECT)
    body = forms.CharField(
        label=_("Words"),
        max_length=BODY,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_(
            "An empty line begins a new paragraph. A line that is only “Label: https://…” becomes a button."
        ),
    )

    def clean_subject(self) -> str:
        """Refuse a subject of more than one line."""
        return " ".join(str(self.cleaned_data["subject"]).split())


class OneMailForm(WordsForm):
    """Words of one mail, shown with its signed links veiled; the true ones come back when they are saved."""

    def __init__(self, *args: Any, original: str, **more: Any) -> None:
        self.original = original
        initial = {**more.pop("initial", {}), "body": veils.veiled(original)}
        super().__init__(*args, initial=initial, **more)
        if veils.has_link(original):
            told = _(
                "The link with “…” is the reader's own; leave it as it is, with a space or a line before it."
            )
            self.fields["body"].help_text = format_lazy("{} {}", self.fields["body"].help_text, told)

    def clean_body(self) -> str:
        """Return the words with their true links; refuse them where a link is missing or no longer stands alone."""
        try:
            return veils.unveiled(str(self.cleaned_data["body"]), self.original)
        except veils.LinkMissing as missing:
            raise forms.ValidationError(
                _("Without its link the mail cannot do its work. Put the link back as it stood, by itself.")
            ) from missing


class WordingForm(WordsForm):
    """Subject and words of a kind of mail, with places in braces."""

    def __init__(self, *args: Any, role: roles.Role, **more: Any) -> None:
        self.role = role
        super().__init__(*args, **more)

    def clean(self) -> dict[str, Any]:
        """Say which braces name nothing and which needed ones are missing, beside their field."""
        cleaned = super().clean() or {}
        if {"subject", "body"} <= cleaned.keys():
            found = words.problems(self.role, cleaned["subject"], cleaned["body"])
            for name, told in found.items():
                for kind, names in told:
                    self.add_error(name, _told(kind, names, self.role))
        return cleaned


def _told(kind: str, names: Any, role: roles.Role) -> str:
    shown = ", ".join("{" + name + "}" for name in names)
    if kind == "missing":
        return str(_("Without %(names)s the mail cannot do its work. Put it back.")) % {"names": shown}
    if kind == "inside":
        return str(_("%(names)s must stand by itself, with a space before and after it.")) % {"names": shown}
    known = ", ".join("{" + name + "}" for name in sorted(role.placeholders))
    return str(_("%(names)s names nothing here. You can use %(known)s.")) % {"names": shown, "known": known}


class ReasonForm(ui.Form):
    """Why a mail is not sent."""

    reason = forms.CharField(
        label=_("Why not?"),
        max_length=200,
        help_text=_("Kept with the mail, for whoever looks at it later."),
        widget=forms.TextInput,
    )


class AddressForm(ui.Form):
    """Where a failed mail should go. ``own`` are the mail's address and the one its reader's mail goes to now.

    Words that are for her alone, or that carry a link of hers, go to no other; nor is another opened again for mail.
    """

    address = forms.EmailField(label=_("Address"), max_length=254)
    lift = forms.BooleanField(
        label=_("Mail to this address works again"),
        required=False,
        help_text=_("Tick it when the person told you so; then further mails are sent there as well."),
    )

    def __init__(self, *args: Any, own: set[str], is_bound_to_her: bool, **more: Any) -> None:
        self.own, self.is_bound_to_her = own, is_bound_to_her
        super().__init__(*args, **more)

    def clean_address(self) -> str:
        """Return the address in small letters, as it is kept; refuse a stranger's for words that are hers alone."""
        address = str(self.cleaned_data["address"]).lower()
        if self.is_bound_to_her and address not in self.own:
            raise forms.ValidationError(
                _("This mail carries a link of the reader's own, so it goes to no address but hers.")
            )
        return address

    def clean(self) -> dict[str, Any]:
        """Refuse to open an address again that is not this reader's."""
        cleaned = super().clean() or {}
        if cleaned.get("lift") and cleaned.get("address", "") not in {"", *self.own}:
            self.add_error("lift", _("Only an address of this person can be opened again from here."))
        return cleaned


class CountForm(forms.Form):
    """How many mails the button counted, and of which kind."""

    count = forms.IntegerField(min_value=1)
    kind = forms.CharField(max_length=60, required=False)
