"""What somebody may choose to tell: her background with its uses, and what she came through with who may know."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorquilt import ui
from mentorquilt.members import states
from mentorquilt.members.forms.parts import Niches, headed
from mentorquilt.members.queries import CAME_THROUGH

USES: dict[str, tuple[Any, Any]] = {
    states.BackgroundUse.MATCHING: (
        _("Use it to match me"),
        _(
            "Only matching reads it. It can raise how well two people fit, inside one figure called “wishes of both” "
            "that every pair has. No page and no mail says why that figure is what it is."
        ),
    ),
    states.BackgroundUse.REPORT: (
        _("Count me in the society's anonymous report"),
        _(
            "The society counts whether people of every background find a mentor. No name, and no count of fewer than "
            "eleven people, is ever shown."
        ),
    ),
    states.BackgroundUse.COORDINATOR: (
        _("My coordinator may read it"),
        _(
            "The coordinator of a program that you take part in sees the first list, “About me”, on your profile. "
            "Nobody else does, and every look is written down."
        ),
    ),
}


def _ticks(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple
    )


class BackgroundForm(ui.forms.Form):
    """What somebody says of herself, what a mentor should share, and what all of it may be used for."""

    shares = _ticks(_("About me"), headed(states.BackgroundKind.choices))
    own = Niches(label=_("In my own words"), required=False)
    wishes = _ticks(_("I would like a mentor who shares this"), headed(states.BackgroundKind.choices))
    own_wishes = Niches(label=_("Or this, in my own words"), required=False)
    came_through = _ticks(
        _("I would like a mentor who came through this"),
        [(f"{CAME_THROUGH}{kind}", words) for kind, words in headed(states.ExperienceKind.choices)],
    )
    for_matching = forms.BooleanField(label=USES["matching"][0], required=False)
    for_report = forms.BooleanField(label=USES["report"][0], required=False)
    for_coordinator = forms.BooleanField(label=USES["coordinator"][0], required=False)

    SAID, WISHED = ("shares", "own"), ("wishes", "own_wishes", "came_through")
    purposes = {
        "own": _("A few words, commas between them. Both sides must use the same ones to meet."),
        "for_matching": USES["matching"][1],
        "for_report": USES["report"][1],
        "for_coordinator": USES["coordinator"][1],
    }

    def __init__(self, *args: Any, initial: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        kept = dict(initial or {})
        kept |= {f"for_{use}": True for use in kept.pop("uses", ())}
        super().__init__(*args, initial=kept, **kwargs)

    def said(self) -> list[Any]:
        """Return the fields about herself."""
        return [self[name] for name in self.SAID]

    def wished(self) -> list[Any]:
        """Return the fields about the mentor she would like."""
        return [self[name] for name in self.WISHED]

    def has_wishes(self) -> bool:
        """Return whether anything is wished for, or typed into a wish, so that its part stands open."""
        return any(self[name].value() or self[name].errors for name in self.WISHED)

    def ticked(self) -> list[Any]:
        """Return the uses, each a tick of its own."""
        return [self[f"for_{use.value}"] for use in states.BackgroundUse]

    def facts(self) -> dict[str, Any]:
        """Return what was sent as the action takes it."""
        told = self.cleaned_data
        return {
            "shares": [*told["shares"], *told["own"]],
            "wishes": [*told["wishes"], *told["own_wishes"], *told["came_through"]],
            "uses": [use.value for use in states.BackgroundUse if told[f"for_{use.value}"]],
        }


NOT_SAID = ("", _("I do not say"))


class ExperiencesForm(ui.forms.Form):
    """For each thing one may come through: nothing, or who may know."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, words in headed(states.ExperienceKind.choices):
            self.fields[kind] = forms.ChoiceField(
                label=words, required=False, choices=[NOT_SAID, *headed(states.ExperienceSeenBy.choices)]
            )

    def facts(self) -> dict[str, str]:
        """Return who may know, by kind; what was not said is not in it."""
        return {kind: seen_by for kind, seen_by in self.cleaned_data.items() if seen_by}
