"""Cities are found as people type them, ranked by size, and never picked when several fit."""

import subprocess
import sys

import pytest

from mentorquilt import rosters
from mentorquilt.rosters._where import where

FOUND = {
    "Salina KS": "US/KS/salina",
    "Springfield, IL": "US/IL/springfield",
    "Springfield, Illinois, USA": "US/IL/springfield",
    "Zürich": "CH/ZH/zurich",
    "zurich, switzerland": "CH/ZH/zurich",
    "München": "DE/BY/munich",
    "Koeln": "DE/NW/koln",
    "St. Louis, MO": "US/MO/saint-louis",
    "Saint Louis, Missouri": "US/MO/saint-louis",
    "New York": "US/NY/new-york-city",
    "NYC": "US/NY/new-york-city",
    "New York, NY 10016": "US/NY/new-york-city",
    "Washington DC": "US/DC/washington",
    "Washington, D.C.": "US/DC/washington",
    "Quebec City": "CA/QC/quebec",
    "London, ON": "CA/ON/london",
    "London, UK": "GB/ENG/london",
    "Athens GA": "US/GA/athens",
    "San Juan, PR": "PR/127/san-juan",
    "Colby, KS": "US/KS/colby",
    "10117 Berlin": "DE/BE/berlin",
    "東京": "JP/40/tokyo",
    "القاهرة": "EG/11/cairo",
    "Bombay": "IN/16/mumbai",
    "Cambridge (MA)": "US/MA/cambridge",
    "Sydney, NSW": "AU/NSW/sydney",
}


@pytest.mark.parametrize(("text", "city"), FOUND.items())
def test_city_as_people_type_it_comes_first(text, city):
    assert rosters.find_cities(text, 1)[0].id == city


def test_cities_of_one_name_are_all_offered_largest_first():
    found = rosters.find_cities("Springfield", 3)
    assert [city.region for city in found] == ["US/MO", "US/MA", "US/IL"]
    assert found[0].population > found[1].population > found[2].population


def test_the_beginning_of_a_name_finds_it():
    assert "Salina" in {city.name for city in rosters.find_cities("salin", 20)}
    assert rosters.find_cities("s") == ()
    assert rosters.find_cities("") == ()
    assert rosters.find_cities("Xyzzyville") == ()


def test_a_city_holds_what_matching_and_calendars_need():
    city = rosters.city("US/KS/salina")
    assert (city.name, city.region, city.region_name) == ("Salina", "US/KS", "Kansas")
    assert (city.country, city.country_name, city.zone) == ("US", "United States", "America/Chicago")
    assert (round(city.latitude), round(city.longitude)) == (39, -98)
    assert city.geonames == 4278890
    assert city.label == "Salina, Kansas, United States"
    assert rosters.city("CH/ZH/zurich").ascii_name == "Zurich"
    with pytest.raises(KeyError):
        rosters.city("US/KS/nowhere")


def test_regions_and_countries_have_names():
    assert len(rosters.regions("US")) == 51
    assert {region.id for region in rosters.regions("CA")} >= {"CA/ON", "CA/QC", "CA/BC"}
    assert ("GB/SCT", "Scotland", "GB") in {(r.id, r.name, r.country) for r in rosters.regions("GB")}
    assert len(rosters.regions("DE")) == 16
    assert len(rosters.regions("AU")) == 8
    assert rosters.regions("XX") == ()
    assert len(rosters.countries()) > 240
    assert ("US", "United States") in {(country.id, country.name) for country in rosters.countries()}


def test_every_zone_is_one_that_calendars_know():
    from zoneinfo import available_timezones

    from mentorquilt.rosters._places import _cities

    assert {row[6] for row in _cities().rows} <= available_timezones()


def test_ids_are_unique_and_largest_cities_have_the_plain_one():
    from mentorquilt.rosters._places import _cities

    cities = _cities()
    assert len(set(cities.ids)) == len(cities.rows)
    assert rosters.city("GB/ENG/london").population > 5_000_000


def test_one_large_city_among_small_ones_is_taken_and_said():
    found = where("Boston", "", "")
    assert found.city == "US/MA/boston"
    assert [note.code for _, note in found.notes] == ["city_taken"]


def test_a_city_with_its_region_is_taken_without_a_word():
    found = where("Springfield, IL", "", "")
    assert (found.city, found.notes) == ("US/IL/springfield", ())
    assert where("Springfield", "Illinois", "USA").city == "US/IL/springfield"


def test_several_cities_are_offered_and_none_is_taken():
    found = where("Springfield", "", "")
    assert found.city == ""
    assert len(found.candidates) == 8
    assert found.country == "US"
    assert [note.code for _, note in found.notes] == ["city_several"]


def test_an_unlisted_town_keeps_its_region():
    found = where("Smallville, KS", "", "")
    assert (found.city, found.region, found.country) == ("", "US/KS", "US")
    assert [note.code for _, note in found.notes] == ["city_unknown"]


def test_a_town_that_is_not_in_the_region_is_never_moved_elsewhere():
    found = where("Zürich", "Kansas", "US")
    assert (found.city, found.region) == ("", "US/KS")


def test_region_and_country_alone_are_enough():
    found = where("", "Ontario", "Canada")
    assert (found.region, found.country, found.notes) == ("CA/ON", "CA", ())
    assert where("Texas", "", "").region == "US/TX"
    assert where("Kenya", "", "").country == "KE"
    assert where("", "TX", "").region == "US/TX"


def test_what_is_no_region_and_no_country_is_said():
    found = where("", "Atlantis", "Lemuria")
    assert sorted(note.code for _, note in found.notes) == ["country_unknown", "region_unknown"]


def test_places_load_lazily_and_fast():
    """Importing the room reads no list of cities; reading it takes less than 0.3 s of processor time (here
    0.6 s for a machine under load)."""
    script = (
        "import time; from mentorquilt import rosters; from mentorquilt.rosters import _places;"
        "assert _places._cities.cache_info().currsize == 0;"
        "start = time.process_time(); rosters.find_cities('Salina KS'); print(time.process_time() - start)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert float(done.stdout) < 0.6


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Texas", (("region", "US/TX"),)),
        ("Ohio", (("region", "US/OH"),)),
        ("Georgia", (("region", "US/GA"),)),
        ("Salina, KS", (("city", "US/KS/salina"),)),
        ("no such place at all", ()),
    ],
)
def test_a_place_to_avoid_is_the_region_of_that_name_first(text, meant):
    assert rosters.places_meant(text) == meant


def test_a_name_that_several_cities_bear_means_all_of_them():
    assert len(rosters.places_meant("Springfield")) > 3
    assert {kind for kind, _ in rosters.places_meant("Springfield")} == {"city"}
