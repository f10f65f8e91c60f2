"""Markets made from a seed: plausible, small or large, with every field used. The same seed gives the same market."""

import random

from mentorquilt import matching

SPECIALTIES = (
    "anesthesiology",
    "internal_medicine",
    "surgery",
    "pediatrics",
    "psychiatry",
    "emergency_medicine",
)
SUBSPECIALTIES = ("regional", "pain", "cardiac", "critical_care", "hospitalist", "palliative")
TOPICS = tuple(f"topic_{letter}" for letter in "abcdefghijklmnop")
TERMS = (
    "aps",
    "acute pain service",
    "eras",
    "pocus",
    "health policy",
    "ultrasound",
    "opioid stewardship",
    "gme",
)
TYPES = ("clinical", "career", "life", "research")
SETTINGS = ("academic", "community", "small_hospital", "rural", "military", "other", "")
SIZES = ("under_50", "50_199", "200_499", "500_plus", "none", "")
CITIES = (
    ("US/KS/Salina", "US/KS", "US", 38.84, -97.61),
    ("US/CA/Fresno", "US/CA", "US", 36.74, -119.79),
    ("US/NY/Utica", "US/NY", "US", 43.10, -75.23),
    ("US/KS/Wichita", "US/KS", "US", 37.69, -97.34),
    ("DE/BE/Berlin", "DE/BE", "DE", 52.52, 13.40),
    ("AU/NS/Sydney", "AU/NS", "AU", -33.87, 151.21),
    ("", "", "", None, None),
)
TEXT = (
    "acute pain service regional anesthesia contract negotiation quality improvement QI APS ERAS teaching residents "
    "grant writing rural hospital leadership burnout family balance ultrasound blocks chronic opioid research "
    "publication clinic director promotion academic community telemedicine palliative"
)
WORDS = tuple(TEXT.split())


def hours(rng):
    if rng.random() < 0.2:
        return ()
    start = rng.randrange(0, 1440)
    spans = []
    for day in range(7):
        begin = day * 1440 + start
        spans.append((begin, min(begin + rng.randrange(60, 720), 10080)))
    merged = []
    for begin, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return tuple(merged)


def some(rng, things, most):
    return tuple(rng.sample(things, rng.randint(0, min(most, len(things)))))


def person(rng, key, stages):
    city, region, country, latitude, longitude = rng.choice(CITIES)
    return {
        "key": key,
        "name": key.split("@")[0].title(),
        "stage": rng.choice(stages),
        "specialty": rng.choice((*SPECIALTIES, "")),
        "subspecialty": rng.choice((*SUBSPECIALTIES, "")),
        "terms": some(rng, TERMS, 3),
        "setting": rng.choice(SETTINGS),
        "hospital_size": rng.choice(SIZES),
        "institutions": (f"inst{rng.randrange(12)}",) if rng.random() < 0.8 else (),
        "trainings": (f"prog{rng.randrange(8)}",) if rng.random() < 0.4 else (),
        "city": city,
        "region": region,
        "country": country,
        "latitude": latitude,
        "longitude": longitude,
        "languages": rng.choice((("en",), ("en", "es"), ("de",), ())),
        "waking": hours(rng),
        "waking_assumed": rng.random() < 0.5,
        "groups": some(rng, ("sig_a", "sig_b", "sig_c"), 2),
        "background": some(rng, ("x", "y", "z"), 1),
    }


def mentee(rng, at, mentors):
    return matching.Mentee(
        **person(rng, f"mentee{at}@example.org", ("student", "resident", "fellow", "early", "mid", "")),
        wants_types=some(rng, TYPES, 2),
        wants_topics=some(rng, TOPICS, 4),
        needs_done=some(rng, ("built_service", "changed_job", "led_study"), 2),
        text=" ".join(rng.choices(WORDS, k=rng.randrange(0, 30))),
        project=" ".join(rng.choices(WORDS, k=rng.randrange(0, 6))),
        other_specialty=rng.choice(("any", "any", "any", "only_same", "prefer_other")),
        wants_distance=rng.choice(("any", "far", "near")),
        left_out_before=rng.choice((0, 0, 0, 1, 2)),
        ranked=tuple(f"mentor{rng.randrange(mentors)}@example.org" for _ in range(rng.randrange(3)))
        if mentors
        else (),
        wishes_background=some(rng, ("x", "y", "z"), 1),
        excludes_institutions=(f"inst{rng.randrange(12)}",) if rng.random() < 0.1 else (),
        excludes_cities=("US/NY/Utica",) if rng.random() < 0.05 else (),
        excludes_regions=("DE/BE",) if rng.random() < 0.05 else (),
    )


def mentor(rng, at, mentees):
    return matching.Mentor(
        **person(rng, f"mentor{at}@example.org", ("early", "mid", "late", "retired", "mid", "late")),
        types=some(rng, TYPES, 3),
        topics=some(rng, TOPICS, 8),
        refuses_topics=some(rng, TOPICS, 2),
        has_done=some(rng, ("built_service", "changed_job", "led_study"), 2),
        text=" ".join(rng.choices(WORDS, k=rng.randrange(0, 40))),
        places=rng.choice((0, 1, 1, 1, 2, 3)),
        unavailable=rng.choice(("",) * 12 + ("paused", "full")),
        ranked=tuple(f"mentee{rng.randrange(mentees)}@example.org" for _ in range(rng.randrange(3)))
        if mentees
        else (),
        excludes_people=(f"mentee{rng.randrange(mentees)}@example.org",)
        if mentees and rng.random() < 0.1
        else (),
        excludes_institutions=(f"inst{rng.randrange(12)}",) if rng.random() < 0.1 else (),
        excludes_cities=("US/NY/Utica",) if rng.random() < 0.05 else (),
        excludes_regions=("DE/BE",) if rng.random() < 0.05 else (),
    )


def market(seed, mentees, mentors, **also):
    rng = random.Random(seed)
    return matching.Market(
        mentees=tuple(mentee(rng, at, mentors) for at in range(mentees)),
        mentors=tuple(mentor(rng, at, mentees) for at in range(mentors)),
        **{
            "earlier": tuple(
                (f"mentee{rng.randrange(mentees)}@example.org", f"mentor{rng.randrange(mentors)}@example.org")
                for _ in range(mentees // 5 if mentors else 0)
            ),
            "conflicts": tuple(
                (f"mentor{rng.randrange(mentors)}@example.org", f"mentee{rng.randrange(mentees)}@example.org")
                for _ in range(mentees // 8 if mentors else 0)
            ),
            **also,
        },
    )
