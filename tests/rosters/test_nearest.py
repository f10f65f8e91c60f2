"""From what people write to the term they mean; what is not plain is offered, never taken."""

import pytest

from mentorquilt import rosters
from mentorquilt.rosters._nearest import best_of, exact_of, nearest_of

STAGES = {
    "PGY-4": "resident",
    "PGY 1": "resident",
    "CA-3": "resident",
    "R2": "resident",
    "SHO": "resident",
    "ST5": "resident",
    "registrar": "resident",
    "Senior Registrar": "resident",
    "chief resident": "resident",
    "intern": "resident",
    "MS-3": "student",
    "OMS III": "student",
    "4th year medical student": "student",
    "Clinical Fellow": "fellow",
    "postdoc": "fellow",
    "Early career (0-7 y)": "early",
    "early-career": "early",
    "0-5 years out of training": "early",
    "<5 years in practice": "early",
    "Attending, 3 years": "early",
    "Attending, 12 years": "mid",
    "Attending physician (15 yrs)": "mid",
    "Mid-career (8-15 years)": "mid",
    "8–20 years": "mid",
    "20+ years in practice": "late",
    "more than 25 years": "late",
    "Late-career (>20 yrs)": "late",
    "Senior": "late",
    "Emerita": "retired",
    "retired member": "retired",
}


@pytest.mark.parametrize(("text", "slug"), STAGES.items())
def test_stage_in_many_spellings(text, slug):
    found = best_of(rosters.nearest("stages", text))
    assert found is not None
    assert found.slug == slug


@pytest.mark.parametrize(
    "text", ["Attending", "10+ years", "5-10 years", "PGY-6", "Resident/Fellow", "n/a", "blue"]
)
def test_stage_that_may_be_several_is_not_taken(text):
    assert best_of(rosters.nearest("stages", text)) is None


def test_stage_that_may_be_several_is_offered():
    assert {found.slug for found in rosters.nearest("stages", "Attending")} >= {"early", "mid", "late"}
    assert {found.slug for found in rosters.nearest("stages", "PGY-7")} >= {"resident", "fellow"}


def test_academic_rank_is_only_a_guess():
    (best, *_) = rosters.nearest("stages", "Assistant Professor")
    assert best.slug == "early"
    assert best.score < 95


SPECIALTIES = {
    "Anaesthetics": "anesthesiology",
    "anesthesiologist": "anesthesiology",
    "OB/GYN": "obstetrics_gynecology",
    "PM&R": "physical_medicine_rehabilitation",
    "ENT": "otolaryngology",
    "Heme/Onc": "oncology",
    "surgeon": "general_surgery",
    "Paediatrician": "pediatrics",
    "internist": "internal_medicine",
    "Orthopaedic Surgeon": "orthopedic_surgery",
    "cardiolgy": "cardiology",
    "Family Medecine": "family_medicine",
}


@pytest.mark.parametrize(("text", "slug"), SPECIALTIES.items())
def test_specialty_in_many_spellings(text, slug):
    found = best_of(nearest_of(("specialties", "subspecialties"), text))
    assert found is not None
    assert found.slug == slug


def test_subspecialty_is_found_where_a_specialty_was_asked():
    assert exact_of(("specialties", "subspecialties"), "paediatric surgeon") == "pediatric_surgery"
    assert exact_of(("specialties", "subspecialties"), "Regional & acute pain") == "regional_anesthesia"
    assert exact_of(("subspecialties", "specialties"), "dermatology") == "dermatology"


@pytest.mark.parametrize(
    "text", ["nurology", "non-academic", "nothing of the kind", "x" * 500, "", "🙂", "A"]
)
def test_what_is_not_plain_is_not_taken(text):
    assert best_of(nearest_of(("specialties", "subspecialties"), text)) is None


def test_a_sentence_is_offered_what_it_names():
    found = nearest_of(("specialties", "subspecialties"), "I am an anesthesiologist")
    assert found[0].slug == "anesthesiology"


def test_a_denial_is_never_taken_for_the_thing():
    assert best_of(rosters.nearest("settings", "non-academic")) is None
    assert best_of(rosters.nearest("settings", "not rural")) is None


SIZES = {
    "<50": "under_50",
    "25 beds": "under_50",
    "50": "50_199",
    "101-199": "50_199",
    "200–499": "200_499",
    "350 beds": "200_499",
    "500+": "500_plus",
    ">500": "500_plus",
    "1,200": "500_plus",
    "large": "500_plus",
    "no hospital": "none",
    "0": "none",
}


@pytest.mark.parametrize(("text", "slug"), SIZES.items())
def test_hospital_size_in_numbers_and_words(text, slug):
    assert exact_of(("sizes",), text) == slug


SETTINGS = {
    "Private practice, small group": "community",
    "Community hospital (employed)": "community",
    "Academic": "academic",
    "University Hospital": "academic",
    "VA": "military",
    "Critical access hospital": "rural",
    "Veterans Affairs": "military",
    "Solo": "community",
}


@pytest.mark.parametrize(("text", "slug"), SETTINGS.items())
def test_setting_in_many_spellings(text, slug):
    assert exact_of(("settings",), text) == slug


def test_languages_in_their_own_words():
    assert exact_of(("languages",), "español") == "es"
    assert exact_of(("languages",), "Mandarin Chinese") == "zh"
    assert exact_of(("languages",), "العربية") == "ar"
    assert exact_of(("languages",), "ASL") == "ase"


def test_scores_are_ordered_and_limited():
    found = rosters.nearest("topics", "leadership and management skills", 3)
    assert len(found) <= 3
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert found[0].slug == "leadership"
    assert found[0].label == "Leadership"
