"""What people type about rounds, as clean values; nothing is saved here."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorquilt import matching
from mentorquilt.matchrounds import inputs, states
from mentorquilt.matchrounds.drafting import Asked
from mentorquilt.programs import states as programs
from mentorquilt.ui import forms as ui

MAX_WEIGHT = 1000
LONGEST = 500
RULE_FIELDS = (
    "stage_rule", "place_rule", "min_distance_km", "different_institution", "language_in_common", "bar_earlier",
    "types_must_meet", "min_shared_minutes", "max_places_per_mentor",
)  # fmt: skip


class PolicyForm(ui.Form):
    """The rules that must hold and how much each criterion counts, for one round."""

    stage_rule = forms.ChoiceField(label=_("Mentor's career stage"), choices=programs.StageRule.choices)
    place_rule = forms.ChoiceField(label=_("How far apart"), choices=programs.PlaceRule.choices)
    min_distance_km = forms.IntegerField(
        label=_("Least distance in kilometers"), required=False, min_value=0, max_value=20_000
    )
    different_institution = forms.BooleanField(label=_("Never the same institution"), required=False)
    language_in_common = forms.BooleanField(label=_("A language in common"), required=False)
    bar_earlier = forms.BooleanField(label=_("No earlier pairs again"), required=False)
    types_must_meet = forms.BooleanField(label=_("A wanted mentor type must be met"), required=False)
    min_shared_minutes = forms.IntegerField(
        label=_("Least shared waking minutes a week"), required=False, min_value=0, max_value=10_080
    )
    max_places_per_mentor = forms.IntegerField(
        label=_("Most mentees per mentor"), required=False, min_value=0, max_value=50
    )
    floor = forms.BooleanField(label=_("Lift the weakest pair before the total"), required=False)
    keep = forms.BooleanField(label=_("Keep these weights for the program's next rounds"), required=False)
    purposes: ClassVar[Mapping[str, Any]] = {
        "place_rule": _("Pairs that break it are never proposed."),
        "min_distance_km": _("Only counts with “at least a number of kilometers”."),
        "different_institution": _("Nor a mentor from the mentee's training program."),
        "min_shared_minutes": _("0 asks for nothing. Unknown hours pass."),
        "max_places_per_mentor": _("0 leaves it to each mentor's own number of places."),
        "floor": _(
            "First nobody is left out who can be served, then no pair is worse than it must be, then the sum."
        ),
    }

    def __init__(self, *args: Any, policy: matching.Policy, **kwargs: Any) -> None:
        self.policy = policy
        data = matching.policy_to_json(policy)
        initial = {name: data[name] for name in (*RULE_FIELDS, "floor")}
        super().__init__(*args, **{"initial": initial, **kwargs})
        for criterion in matching.CRITERIA:
            self.fields[self.weight(criterion.slug)] = forms.IntegerField(
                label=_(criterion.label),
                help_text=_(criterion.sentence),
                min_value=0,
                max_value=MAX_WEIGHT,
                initial=data["weights"][criterion.slug],
                widget=forms.NumberInput(attrs={"step": 10, "inputmode": "numeric"}),
            )

    @staticmethod
    def weight(slug: str) -> str:
        """Return the name of a criterion's field."""
        return f"weight_{slug}"

    @property
    def rules(self) -> list[forms.BoundField]:
        """Return the fields of what must hold."""
        return [self[name] for name in RULE_FIELDS]

    @property
    def weights(self) -> list[forms.BoundField]:
        """Return the fields of what counts."""
        return [self[self.weight(criterion.slug)] for criterion in matching.CRITERIA]

    def clean(self) -> dict[str, Any]:
        """A distance rule needs a distance, and something must count."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("place_rule") == programs.PlaceRule.DISTANCE and not given.get("min_distance_km"):
            self.add_error("min_distance_km", _("Say how many kilometers apart a pair must be."))
        if not self.errors and not any(self.chosen_weights().values()):
            raise forms.ValidationError(
                _("Give at least one criterion a weight above 0; else all pairs are alike.")
            )
        return given

    def chosen_weights(self) -> dict[str, int]:
        """Return the weights by criterion."""
        return {each.slug: self.cleaned_data[self.weight(each.slug)] for each in matching.CRITERIA}

    def chosen(self) -> matching.Policy:
        """Return the policy as chosen; call it on a valid form."""
        rules = {
            name: self.cleaned_data[name] or 0 for name in RULE_FIELDS if name.startswith(("min_", "max_"))
        }
        ticks = {name: self.cleaned_data[name] for name in (*RULE_FIELDS, "floor") if name not in rules}
        return inputs.policy_with(self.policy, {**rules, **ticks, "weights": self.chosen_weights()})


class ChangeForm(forms.Form):
    """One change of the draft, as hidden fields carry it."""

    change = forms.ChoiceField(choices=states.Change.choices)
    mentee = forms.UUIDField()
    mentor = forms.UUIDField()

    def asked(self) -> Asked:
        """Return the change; call it on a valid form."""
        given = self.cleaned_data
        return Asked(given["change"], str(given["mentee"]), str(given["mentor"]))


class ReasonForm(ui.Form):
    """Why a rule is broken on purpose."""

    reason = forms.CharField(
        label=_("Why you mean it"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    purposes: ClassVar[Mapping[str, Any]] = {
        "reason": _("Kept with the change, for whoever reads it next year: “900 miles apart, I know both.”")
    }


class NoteForm(ui.Form):
    """A coordinator's line for a second reader."""

    note = forms.CharField(
        label=_("A line for a second reader"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    purposes: ClassVar[Mapping[str, Any]] = {
        "note": _("Coordinators and this program's readers see it. An empty line takes the question away.")
    }


class AnswerForm(ui.Form):
    """A second reader's answer."""

    verdict = forms.ChoiceField(
        label=_("Your answer"), choices=states.Verdict.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("A few words"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
