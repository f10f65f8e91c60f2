"""The small forms behind mail links: which address to use, and three taps of a mentor who said she could help."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorquilt import ui
from mentorquilt.programs import states
from mentorquilt.programs.forms.entering import ATTENDS, CADENCES
from mentorquilt.programs.models import Cohort
from mentorquilt.society import queries as society


class AddressForm(ui.forms.Form):
    """Another address for mail, if she names one. ``is_hers``: only her own session may; the link alone may not."""

    address = forms.EmailField(
        label=_("Rather write to this address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )
    purposes = {
        "address": _("An employer may be able to read mail sent to a work address. We ask there first.")
    }

    def __init__(self, *args: Any, is_hers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_hers:
            del self.fields["address"]


class MoreForm(ui.forms.Form):
    """Places, rhythm and the annual meeting, each preset."""

    places = forms.ChoiceField(
        label=_("How many people at the same time?"), widget=ui.pickers.ChoiceCards, initial="1"
    )
    cadence = forms.ChoiceField(
        label=_("What rhythm has worked for you?"),
        choices=CADENCES,
        required=False,
        widget=ui.pickers.ChoiceCards,
        initial="6",
    )
    attends = forms.ChoiceField(
        required=False, choices=ATTENDS, widget=ui.pickers.ChoiceCards, initial=states.Attends.UNKNOWN
    )

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "more_%s")
        super().__init__(*args, **kwargs)
        cap = society.current().capacity_cap
        most = min(cap, cohort.program.most_places or cap)
        places: Any = self.fields["places"]
        places.choices = [(str(number), str(number)) for number in range(1, most + 1)]
        if cohort.meeting is None:
            del self.fields["attends"]
        else:
            self.fields["attends"].label = _("Will you be at %(meeting)s?") % {"meeting": cohort.meeting.name}
