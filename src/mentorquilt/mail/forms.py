"""What the page for fewer mails sends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorquilt.mail import roles, switches
from mentorquilt.mail.models import Preference
from mentorquilt.ui import forms as ui


class FewerForm(ui.Form):
    """Which kinds still come, whether the digest is enough, and the switches of other rooms."""

    wanted = forms.MultipleChoiceField(
        label=_("Mails that I want"), required=False, widget=forms.CheckboxSelectMultiple
    )
    digest_only = forms.BooleanField(
        label=_("One mail a week is enough"),
        required=False,
        help_text=_(
            "News of programs comes in one weekly mail. Answers that concern you still come at once."
        ),
    )

    def __init__(self, *args: Any, member: Any, chosen: Preference | None, **more: Any) -> None:
        stopped = set(chosen.stopped) if chosen else set()
        classes = roles.classes()
        start = {
            "wanted": [slug for slug in classes if slug not in stopped],
            "digest_only": bool(chosen and chosen.digest_only),
        }
        self.switches = [(one, one.read(member)) for one in switches.all_switches()]
        self.switches = [(one, value) for one, value in self.switches if value is not None]
        start |= {f"switch_{one.slug}": value for one, value in self.switches}
        super().__init__(*args, initial={**start, **more.pop("initial", {})}, **more)
        wanted = self.fields["wanted"]
        wanted.choices = list(classes.items())  # type: ignore[attr-defined]
        if not classes:
            del self.fields["wanted"]
        for one, _value in self.switches:
            self.fields[f"switch_{one.slug}"] = forms.BooleanField(
                label=str(one.label), help_text=str(one.note), required=False
            )

    def stopped(self) -> list[str]:
        """Return the classes that were not ticked."""
        wanted = set(self.cleaned_data.get("wanted", []))
        return [slug for slug in roles.classes() if slug not in wanted]

    def turned(self) -> list[tuple[switches.Switch, bool]]:
        """Return the switches whose value changed."""
        sent = [(one, before, self.cleaned_data[f"switch_{one.slug}"]) for one, before in self.switches]
        return [(one, now) for one, before, now in sent if now != before]
