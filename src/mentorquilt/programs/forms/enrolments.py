"""The form a coordinator fills in for a member who phoned or wrote (S-16)."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from mentorquilt.members import states as people
from mentorquilt.members.models import MentorType, Term
from mentorquilt.members.models.taxonomy import TermKind
from mentorquilt.programs import states
from mentorquilt.society import queries as society
from mentorquilt.ui import forms as ui


class OnBehalfForm(ui.Form):
    """One page for somebody who phoned: who she is, which role, what she seeks or offers."""

    email = forms.EmailField(label=_("Mail address"))
    full_name = forms.CharField(label=_("Name"), max_length=120)
    role = forms.ChoiceField(
        label=_("Enrols as"), choices=states.EnrolmentRole.choices, widget=forms.RadioSelect
    )
    stage = forms.ChoiceField(
        label=_("Career stage"), choices=[("", "—"), *people.Stage.choices], required=False
    )
    specialty = forms.ChoiceField(label=_("Specialty"), required=False)
    city = forms.CharField(label=_("City"), max_length=80, required=False)
    topics = forms.MultipleChoiceField(label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple)
    types = forms.MultipleChoiceField(
        label=_("Mentor types"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("What she seeks or offers, in her words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )
    places = forms.IntegerField(label=_("Places, for a mentor"), min_value=1, required=False)
    allow_stage = forms.BooleanField(
        label=_("enrol even though the program does not take this career stage"), required=False
    )
    purposes: ClassVar[dict[str, Any]] = {
        "email": _("She gets a mail to check what you wrote. Somebody we know already keeps her profile."),
        "city": _("Town and state or country: “Salina, KS”. If several fit, you choose from a list."),
        "words": _("You and the other coordinators of this program read this; nobody else on the staff."),
        "allow_stage": _("Tick only when you mean it; it is logged."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = Term.objects.filter(is_hidden=False)
        specialties = shown.filter(kind=TermKind.SPECIALTY).values_list("slug", "label")
        topics = shown.filter(kind=TermKind.TOPIC).values_list("slug", "label")
        types = MentorType.objects.filter(is_hidden=False).values_list("slug", "label")
        self.fields["specialty"].choices = [("", "—"), *specialties]  # type: ignore[attr-defined]
        self.fields["topics"].choices = list(topics)  # type: ignore[attr-defined]
        self.fields["types"].choices = list(types)  # type: ignore[attr-defined]
        limits, places = society.current(), self.fields["places"]
        places.initial = limits.capacity_default
        places.widget.attrs["max"] = limits.capacity_cap
        places.validators.append(MaxValueValidator(limits.capacity_cap))
