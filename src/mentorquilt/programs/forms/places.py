"""The regions a program may be for: those of the countries where members are, each country first as a whole."""

from django.utils.translation import gettext as _

from mentorquilt import rosters
from mentorquilt.members import queries as people
from mentorquilt.members.models import Profile
from mentorquilt.programs.models import Program

WITHOUT_MEMBERS = ("US",)
Grouped = list[tuple[str, list[tuple[str, str]]]]


def region_choices() -> Grouped:
    """Return countries with their regions for a list of ticks; what a program names already is always among them."""
    found = set(Profile.objects.exclude(country="").order_by().values_list("country", flat=True).distinct())
    named = {
        place.partition("/")[0]
        for regions in Program.objects.values_list("regions", flat=True)
        for place in regions
    }
    groups = []
    for country in sorted(found | named or WITHOUT_MEMBERS, key=people.country_words):
        words = people.country_words(country) or country
        whole = (country, _("All of %(country)s") % {"country": words})
        groups.append((words, [whole, *((region.id, region.name) for region in rosters.regions(country))]))
    return groups
