"""The people of the demo whom one can sign in as, and the hard cases of the cohort that is ready to match."""

from dataclasses import replace

from mentorquilt import rosters
from mentorquilt.config.demo.people import Invented

SIGN_IN_AS = (
    ("coordinator", "robin.hale@meridian.example", "Robin Hale"),
    ("reader", "dana.osei@meridian.example", "Dana Osei"),
    ("admin", "it@meridian.example", "Kim Sorensen"),
)
MENTEE = "nadia.haddad@prairieview.example"
MENTOR = "walter.lindqvist@clearwater.example"


def _city(text: str) -> rosters.City:
    return rosters.find_cities(text, 1)[0]


def _person(email: str, name: str, stage: str, specialty: str, city: str, **also: object) -> Invented:
    person = Invented(
        email=email,
        full_name=name,
        family_name=name.rsplit(maxsplit=1)[-1],
        credentials="MD",
        stage=stage,
        specialty=specialty,
        subspecialty="",
        setting="community",
        hospital="",
        hospital_size="none",
        city=_city(city),
        languages=["en"],
        topics=[],
        position="Attending physician",
        bio="",
    )
    return replace(person, **also)  # type: ignore[arg-type]


def mentees() -> list[Invented]:
    """Return the mentees with a story."""
    return [small_hospital(), niche_nobody_offers(), community_physician(), left_out_last_year()]


def mentors() -> list[Invented]:
    """Return the mentors with a story."""
    return [busy_chief(), paused(), conflicted(), retired_president()]


def small_hospital() -> Invented:
    """The persona of the guide: 90 beds, no colleague near who does blocks, fears asking locally."""
    return _person(
        MENTEE,
        "Nadia Haddad",
        "early",
        "anesthesiology",
        "Salina, KS",
        subspecialty="regional_anesthesia",
        setting="small_hospital",
        hospital="Prairie View Community Hospital, Salina",
        hospital_size="50_199",
        topics=["acute_pain_service", "case_to_leadership"],
        languages=["ar", "en"],
        terms=["erector spinae block"],
        position="Attending anesthesiologist",
        trained_until=2024,
        trained_at="Lakemont University Hospital, Denver",
        bio="I trained where blocks were everybody's business; here they are mine alone.",
    )


def niche_nobody_offers() -> Invented:
    """A niche nobody in the round offers."""
    return _person(
        "thandi.mokoena@stonebridge.example",
        "Thandi Mokoena",
        "early",
        "pain_medicine",
        "Duluth, MN",
        subspecialty="pediatric_pain",
        setting="community",
        hospital="Stonebridge Medical Group, Duluth",
        topics=["chronic_pain_practice"],
        terms=["pediatric complex regional pain"],
        position="Attending physician",
    )


def community_physician() -> Invented:
    """A community physician without university, publications or research."""
    return _person(
        "caleb.hollis@example.org",
        "Caleb Hollis",
        "early",
        "family_medicine",
        "Lubbock, TX",
        setting="rural",
        hospital="Willow Creek Critical Access Hospital, Lubbock",
        hospital_size="under_50",
        topics=["compensation_contracts", "rural_practice"],
        position="Family physician",
        bio="Clinic, nursing home, the odd delivery. No papers, no plans to write any.",
    )


def left_out_last_year() -> Invented:
    """Left out last year; comes first now."""
    return _person(
        "mei.tamura@harborlight.example",
        "Mei Tamura",
        "fellow",
        "pediatrics",
        "Honolulu, HI",
        subspecialty="neonatology",
        setting="academic",
        hospital="Harbor Light University Hospital, Honolulu",
        hospital_size="500_plus",
        topics=["starting_research", "family_work_balance"],
        terms=["neonatal transport"],
        position="Fellow in neonatology",
        languages=["en", "ja"],
    )


def busy_chief() -> Invented:
    """The busy chief who answers from his mail."""
    return _person(
        MENTOR,
        "Walter Lindqvist",
        "late",
        "anesthesiology",
        "Seattle, WA",
        subspecialty="regional_anesthesia",
        setting="academic",
        hospital="Clearwater University Hospital, Seattle",
        hospital_size="500_plus",
        topics=["acute_pain_service", "case_to_leadership", "leadership"],
        done=["acute_pain_service", "division_chief"],
        terms=["erector spinae block"],
        position="Professor and division chief",
        bio="Short questions get quick answers. I like hearing how it ended.",
    )


def paused() -> Invented:
    """Paused: may not be proposed."""
    return _person(
        "grace.okonjo@fairhaven.example",
        "Grace Okonjo",
        "late",
        "pediatrics",
        "Philadelphia, PA",
        subspecialty="neonatology",
        setting="academic",
        hospital="Fairhaven University Hospital, Philadelphia",
        hospital_size="500_plus",
        topics=["starting_research", "next_grant"],
        done=["federal_grant"],
        terms=["neonatal transport"],
        position="Professor of pediatrics",
    )


def conflicted() -> Invented:
    """Declared a conflict with Nadia Haddad, in private."""
    return _person(
        "edgar.prescott@highland.example",
        "Edgar Prescott",
        "late",
        "anesthesiology",
        "Wichita, KS",
        subspecialty="regional_anesthesia",
        setting="community",
        hospital="Highland Medical Group, Wichita",
        topics=["acute_pain_service"],
        done=["acute_pain_service"],
        position="Partner",
    )


def retired_president() -> Invented:
    """A retired group president with room for three."""
    return _person(
        "ruth.calloway@example.org",
        "Ruth Calloway",
        "retired",
        "family_medicine",
        "Fargo, ND",
        subspecialty="rural_family_medicine",
        setting="rural",
        hospital="Northfield Critical Access Hospital, Fargo",
        hospital_size="under_50",
        topics=["compensation_contracts", "rural_practice", "burnout_wellbeing"],
        done=["rural_service", "burnout", "sold_practice"],
        position="Retired group president",
        bio="Forty-one years in one town. Ask me about contracts; I have read a great many.",
    )
