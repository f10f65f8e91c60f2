"""What the list of members out of training is narrowed to; anything unknown in an address counts as not given."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorquilt.desks.queries.adrift import Wanted
from mentorquilt.ui import forms as ui

MOST_YEARS = 15


class AdriftForm(ui.Form):
    """Since how many years, where, and what they practice."""

    years = forms.IntegerField(
        label=_("Training ended at most … years ago"), min_value=1, max_value=MOST_YEARS
    )
    region = forms.ChoiceField(label=_("Where"), required=False)
    specialty = forms.ChoiceField(label=_("Specialty"), required=False)

    def offer(self, regions: Any, specialties: Any) -> None:
        """Fill the selects with what the list holds."""
        fields: Any = self.fields
        fields["region"].choices = [("", _("Anywhere")), *regions]
        fields["specialty"].choices = [("", _("Any specialty")), *specialties]


def years_of(sent: Any) -> int:
    """Return the number of years asked for, or the usual five."""
    try:
        years = int(sent.get("years", ""))
    except ValueError:
        return Wanted().years
    return years if 1 <= years <= MOST_YEARS else Wanted().years


def wanted_of(form: AdriftForm, years: int) -> Wanted:
    """Return the filters of a form whose choices are filled."""
    form.full_clean()
    given = form.cleaned_data
    return Wanted(years=years, region=given.get("region", ""), specialty=given.get("specialty", ""))
