"""Institutions that may be one are suggested with reasons; nothing is merged."""

import pytest

from mentorquilt import rosters
from tests.rosters import sheets


def name(text, *, domains=(), cities=(), count=1):
    return rosters.InstitutionName(name=text, domains=domains, cities=cities, count=count)


def groups(*names):
    return rosters.group_institutions(names)


def test_uva_in_three_spellings_is_one_suggestion():
    (group,) = groups(
        name("UVA", domains=("virginia.edu",), count=3),
        name("Univ. of Virginia", domains=("virginia.edu",)),
        name("UVA Health", domains=("virginia.edu",)),
        name("University of Vermont", domains=("uvm.edu",)),
    )
    assert group.candidates == ("UVA", "Univ. of Virginia", "UVA Health")
    assert not group.certain
    assert "domain" in group.reasons
    assert "All use addresses at virginia.edu." in group.why


def test_names_that_differ_in_case_alone_are_certain():
    (group,) = groups(name("St. Mary's Hospital"), name("st marys hospital"))
    assert (group.certain, group.reasons) == (True, ("same",))


def test_abbreviations_are_written_out_but_never_certain():
    (group,) = groups(name("Stanford Univ Med Ctr"), name("Stanford University Medical Center"))
    assert (group.certain, group.reasons) == (False, ("spelling",))


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("UCSF", "University of California San Francisco"),
        ("MGH", "Massachusetts General Hospital"),
        ("UVA", "University of Virginia"),
        ("CHOP", "Children's Hospital of Philadelphia"),
    ],
)
def test_initials_are_understood(short, long):
    (group,) = groups(name(short), name(long))
    assert "acronym" in group.reasons


@pytest.mark.parametrize(
    ("short", "long", "reason"),
    [
        ("Stanford", "Stanford University", "contained"),
        ("Johns Hopkins", "John Hopkins University", "spelling"),
        ("Mass General", "Massachusetts General Hospital", "contained"),
        ("Mt. Sinai Hospital", "Mount Sinai Hosp", "spelling"),
    ],
)
def test_short_forms_and_slips_are_suggested(short, long, reason):
    (group,) = groups(name(short), name(long))
    assert reason in group.reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("University of Virginia", "University of Vermont"),
        ("Boston Medical Center", "Boston Children's Hospital"),
        ("General Hospital", "Community Hospital"),
        ("Private practice", "Group practice"),
        ("Department of Peace", "Department of Love"),
        ("University of California San Francisco", "University of California Los Angeles"),
        ("Hospital 1", "Hospital 2"),
    ],
)
def test_different_institutions_stay_apart(one, other):
    assert groups(name(one), name(other)) == ()


def test_the_same_name_in_other_cities_stays_apart():
    assert groups(name("St Mary Hospital", cities=("a",)), name("Saint Mary's Hospital", cities=("b",))) == ()


def test_a_domain_of_many_names_joins_nobody():
    many = [name(f"Hospital of {word}", domains=("bigsystem.org",)) for word in WORDS]
    assert groups(*many) == ()


WORDS = [
    "Aalen",
    "Bonn",
    "Celle",
    "Dessau",
    "Essen",
    "Fulda",
    "Gera",
    "Halle",
    "Ulm",
    "Jena",
    "Kiel",
    "Lahr",
    "Mainz",
    "Neuss",
    "Oelde",
]


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("a@hscmail.mcc.virginia.edu", "virginia.edu"),
        ("a@gmail.com", ""),
        ("a@outlook.com", ""),
        ("a@cs.ox.ac.uk", "ox.ac.uk"),
        ("a@mail.gov.uk", ""),
        ("a@nhs.net", ""),
        ("a@med.va.gov", ""),
        ("a@ac.uk", ""),
        ("a@uq.edu.au", "uq.edu.au"),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_only_an_employers_domain_counts(address, domain):
    assert rosters.mail_domain(address) == domain


def test_names_are_gathered_from_people_with_domains_and_cities():
    reading = sheets.read(
        sheets.sheet(
            ["Name", "Email", "Institution", "City"],
            ["Ann Lee", "ann@virginia.edu", "UVA", "Charlottesville, VA"],
            ["Bob Li", "bob@gmail.com", "UVA", "Charlottesville, VA"],
            ["Cat Roe", "cat@hsc.virginia.edu", "UVA Health; VA", ""],
        )
    )
    found = {each.name: each for each in rosters.institution_names(reading.people)}
    assert found["UVA"] == name("UVA", domains=("virginia.edu",), cities=("US/VA/charlottesville",), count=2)
    assert set(found) == {"UVA", "UVA Health", "VA"}


def test_keys_let_colleagues_meet_by_name_or_domain():
    reading = sheets.read(
        sheets.sheet(
            ["Name", "Email", "Institution"],
            ["Ann Lee", "ann@virginia.edu", "Univ. of Virginia"],
            ["Bob Li", "bob@gmail.com", "University of Virginia"],
            ["Cat Roe", "cat@hsc.virginia.edu", "UVA Health"],
            ["Dan Poe", "dan@gmail.com", ""],
        )
    )
    keys = rosters.institution_keys(reading.people)
    assert set(keys["ann@virginia.edu"]) & set(keys["bob@gmail.com"])
    assert set(keys["ann@virginia.edu"]) & set(keys["cat@hsc.virginia.edu"])
    assert keys["dan@gmail.com"] == ()


def test_a_thousand_names_are_grouped_quickly():
    many = [
        name(f"{word} {kind} {number}")
        for word in WORDS
        for kind in ("Clinic", "Hospital")
        for number in range(34)
    ]
    import time

    start = time.process_time()
    groups(*many)
    assert time.process_time() - start < 3
