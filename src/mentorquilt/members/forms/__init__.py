"""HTTP input of the room to clean values; nothing here saves."""

from mentorquilt.members.forms.hours import HoursForm, spans_of, told_apart
from mentorquilt.members.forms.mentoring import NeedForm, OfferForm, PlacesForm
from mentorquilt.members.forms.parts import Part
from mentorquilt.members.forms.person import AboutForm, ShownForm, WorkForm
from mentorquilt.members.forms.place import NEW, AffiliationForm, PlaceForm, find_cities, find_places
from mentorquilt.members.forms.private import FINDERS, BackgroundForm, ConflictForm, ExclusionForm, find_named
from mentorquilt.members.forms.search import SearchForm
from mentorquilt.members.forms.signin import SignIn

__all__ = [
    "FINDERS",
    "NEW",
    "AboutForm",
    "AffiliationForm",
    "BackgroundForm",
    "ConflictForm",
    "ExclusionForm",
    "HoursForm",
    "NeedForm",
    "OfferForm",
    "Part",
    "PlaceForm",
    "PlacesForm",
    "SearchForm",
    "ShownForm",
    "SignIn",
    "WorkForm",
    "find_cities",
    "find_named",
    "find_places",
    "spans_of",
    "told_apart",
]
