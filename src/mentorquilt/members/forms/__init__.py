"""HTTP input of the room to clean values; nothing here saves."""

from mentorquilt.members.forms.career import StepForm
from mentorquilt.members.forms.feed import ListForm
from mentorquilt.members.forms.hours import HoursForm
from mentorquilt.members.forms.mentoring import NeedForm, OfferForm, PlacesForm
from mentorquilt.members.forms.parts import Part
from mentorquilt.members.forms.person import AboutForm, ShownForm, WorkForm
from mentorquilt.members.forms.place import NEW, AffiliationForm, PlaceForm, find_cities, find_places
from mentorquilt.members.forms.private import FINDERS, ConflictForm, ExclusionForm, find_named
from mentorquilt.members.forms.search import SearchForm
from mentorquilt.members.forms.signin import SignIn
from mentorquilt.members.forms.told import USES, BackgroundForm, ExperiencesForm

__all__ = [
    "FINDERS",
    "NEW",
    "USES",
    "AboutForm",
    "AffiliationForm",
    "BackgroundForm",
    "ConflictForm",
    "ExclusionForm",
    "ExperiencesForm",
    "HoursForm",
    "ListForm",
    "NeedForm",
    "OfferForm",
    "Part",
    "PlaceForm",
    "PlacesForm",
    "SearchForm",
    "ShownForm",
    "SignIn",
    "StepForm",
    "WorkForm",
    "find_cities",
    "find_named",
    "find_places",
]
