"""Invents the demo society's people: plain facts, no database. The same seed always invents the same people."""

import random
import unicodedata
from dataclasses import dataclass, field

from mentorquilt import rosters
from mentorquilt.config.demo import names, places, words

SEED = 400
COUNT = 480
STAGE_SHARES = (("resident", 5), ("fellow", 8), ("early", 36), ("mid", 26), ("late", 19), ("retired", 6))
SENIOR = frozenset({"mid", "late", "retired"})


@dataclass(slots=True)
class Invented:
    """One invented physician, before anything is written."""

    email: str
    full_name: str
    family_name: str
    credentials: str
    stage: str
    specialty: str
    subspecialty: str
    setting: str
    hospital: str
    hospital_size: str
    city: rosters.City
    languages: list[str]
    topics: list[str]
    position: str
    bio: str
    terms: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    trained_at: str = ""
    trained_until: int = 0

    @property
    def is_senior(self) -> bool:
        """Return whether this person mentors rather than seeks."""
        return self.stage in SENIOR


def slug(text: str) -> str:
    """Return a name as the left side of a mail address: plain letters only."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "".join(letter for letter in plain if letter.isalnum())


def domain(chance: random.Random, works: str) -> str:
    """Return where somebody gets mail: mostly the hospital's own domain, sometimes a private one."""
    return "example.org" if chance.random() < 0.3 else f"{slug(works)}.example"


def pick(chance: random.Random, weighted: tuple[tuple[str, int], ...]) -> str:
    """Return one value by weight."""
    return chance.choices([value for value, _ in weighted], [weight for _, weight in weighted])[0]


def cities() -> list[tuple[rosters.City, int]]:
    """Return the society's cities with their weights; the first hit is right for every one of these texts."""
    return [(rosters.find_cities(text, 1)[0], weight) for text, weight in places.CITIES]


def hospital(chance: random.Random, setting: str, city: rosters.City) -> tuple[str, str]:
    """Return an invented hospital of this kind in this city, and its size."""
    kind, size = places.KINDS[setting]
    name = places.HOSPITAL_NAMES[(city.geonames + chance.randrange(3)) % len(places.HOSPITAL_NAMES)]
    return f"{name} {kind}, {city.name}", size


def invent(reserved: frozenset[str] = frozenset()) -> list[Invented]:
    """Return the 480 people in a fixed order; nobody gets a reserved address."""
    chance = random.Random(SEED)  # noqa: S311 - invented people, not secrets
    towns, taken, people = cities(), {email.split("@")[0] for email in reserved}, []
    for number in range(COUNT):
        person = _person(chance, number, towns, taken)
        taken.add(person.email.split("@")[0])
        people.append(person)
    return people


def _person(
    chance: random.Random, number: int, towns: list[tuple[rosters.City, int]], taken: set[str]
) -> Invented:
    given, family = chance.choice(names.GIVEN), chance.choice(names.FAMILY)
    while f"{slug(given)}.{slug(family)}" in taken:
        given, family = chance.choice(names.GIVEN), chance.choice(names.FAMILY)
    specialty, subspecialties = _specialty(chance)
    city = chance.choices([town for town, _ in towns], [weight for _, weight in towns])[0]
    small = city.population < 250_000
    setting = pick(
        chance,
        (
            ("academic", 2 if small else 8),
            ("community", 6),
            ("small_hospital", 5),
            ("rural", 5 if small else 1),
            ("military", 1),
        ),
    )
    works, size = hospital(chance, setting, city)
    stage = pick(chance, STAGE_SHARES)
    trained = chance.choices([town for town, _ in towns], [weight for _, weight in towns])[0]
    full = names.OTHER_SCRIPTS[number // 80] if number % 80 == 79 else f"{given} {family}"
    topics = chance.sample(sorted(words.TOPICS), chance.choice((2, 3, 3, 4)))
    return Invented(
        email=f"{slug(given)}.{slug(family)}@{domain(chance, works)}",
        full_name=full,
        family_name=full.split()[-1],
        credentials=chance.choice(names.CREDENTIALS),
        stage=stage,
        specialty=specialty,
        subspecialty=chance.choice(subspecialties) if chance.random() < 0.75 else "",
        setting=setting,
        hospital=works,
        hospital_size=size,
        city=city,
        languages=_languages(chance, city.country),
        topics=topics,
        position=_position(chance, stage, setting),
        bio=chance.choice(words.BIOS),
        terms=[chance.choice(words.NICHES)] if chance.random() < 0.35 else [],
        done=sorted({words.TOPICS[topic][3] for topic in topics}) if stage in SENIOR else [],
        trained_at=hospital(chance, "academic", trained)[0],
        trained_until=_trained_until(chance, stage),
    )


def _specialty(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    weights = [weight for _, _, weight in words.SPECIALTIES]
    specialty, subspecialties, _ = chance.choices(words.SPECIALTIES, weights)[0]
    return specialty, subspecialties


def _languages(chance: random.Random, country: str) -> list[str]:
    at_home = {"PR": "es", "CO": "es", "BR": "pt", "PT": "pt", "DE": "de", "CH": "de", "SE": "sv", "JP": "ja"}
    spoken = {"en", at_home.get(country, "en")}
    if chance.random() < 0.25:
        spoken.add(chance.choice(("es", "fr", "hi", "ar", "de", "zh", "pt", "sw")))
    return sorted(spoken)


def _position(chance: random.Random, stage: str, setting: str) -> str:
    if stage in {"student", "resident", "fellow"}:
        return {"student": "Medical student", "resident": "Resident", "fellow": "Fellow"}[stage]
    if stage == "retired":
        return chance.choice(("Retired, still teaching", "Retired group president", "Retired chief"))
    by_setting = {
        "academic": {
            "early": "Assistant professor",
            "mid": "Associate professor",
            "late": "Professor and chief",
        },
        "rural": {"early": "Attending", "mid": "Medical director", "late": "Chief of staff"},
    }
    usual = {"early": "Attending physician", "mid": "Partner", "late": "Department chair"}
    return by_setting.get(setting, usual)[stage]


def _trained_until(chance: random.Random, stage: str) -> int:
    years_ago = {"student": 0, "resident": -1, "fellow": 0, "early": 3, "mid": 13, "late": 25, "retired": 38}
    return 2025 - years_ago[stage] - chance.randrange(4)
