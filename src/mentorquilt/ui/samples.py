"""Plausible content for the style sheet page: what a coordinator and a mentee see. Invented people only."""

from datetime import UTC, datetime

from django import forms
from django.core.paginator import Paginator

from mentorquilt.ui.forms import MEMBERS, ONLY_YOU, YOU_AND_COORDINATORS, Form
from mentorquilt.ui.pickers import Choice, ChoiceCards, PickField, PickWidget, TermsWidget
from mentorquilt.ui.pictures.band import Hours
from mentorquilt.ui.pictures.maps import Arc
from mentorquilt.ui.pictures.parts import Part

PLACES = {
    "Albuquerque": (-106.6, 35.1),
    "Seattle": (-122.3, 47.6),
    "Anchorage": (-149.9, 61.2),
    "Fargo": (-96.8, 46.9),
    "Kathmandu": (85.3, 27.7),
    "Zürich": (8.5, 47.4),
    "St. John’s": (-52.7, 47.6),
    "Honolulu": (-157.9, 21.3),
    "Auckland": (174.8, -36.8),
    "Nairobi": (36.8, -1.3),
    "London": (-0.1, 51.5),
    "São Paulo": (-46.6, -23.5),
    "Miami": (-80.2, 25.8),
    "Boston": (-71.1, 42.4),
    "Denver": (-105, 39.7),
}
TYPES = ("clinical", "career", "life", "research", "peer", "navigation")
NAMES = dict(zip(TYPES, ("Clinical", "Career", "Life", "Research", "Peer", "Navigation"), strict=True))
PATCHES = (
    ("clinical", "Clinical", "Dr. Ruth Solberg · Seattle", "Next: Thu 14 Jan, 7:30 pm", True),
    ("career", "Career", "Dr. Anand Rao, department chair · Toronto", "First call held 3 Dec", True),
    ("life", "Life", "Someone who kept a family and a practice going.", "7 have a place", False),
    ("research", "Research", "Dr. Ifeoma Eze, outcomes research · Lagos", "Month 2 of 9", True),
    ("peer", "Peer", "Dr. Lena Fischer · Albuquerque", "Off the platform, only you see this", True),
    ("navigation", "Navigation", "Dr. Mei Tan · London", "Waiting, day 6 of 14", True),
)  # fmt: skip
OWN_TYPES = (
    ("rose", "rail"), ("slate", "check"), ("forest", "leaf"),
    ("copper", "log"), ("sky", "weave"), ("plum", "ring"),
)  # fmt: skip


def _arcs(*rows: tuple[str, str, str]) -> list[Arc]:
    return [Arc(PLACES[a], PLACES[b], kind, f"{a} to {b}") for a, b, kind in rows]


WORLD = _arcs(
    ("Albuquerque", "Seattle", "clinical"), ("Anchorage", "Fargo", "career"),
    ("Kathmandu", "Zürich", "research"), ("St. John’s", "Honolulu", "life"),
    ("Auckland", "Denver", "navigation"), ("Nairobi", "London", "clinical"),
    ("São Paulo", "Miami", "peer"), ("Miami", "Boston", "career"), ("Nairobi", "Kathmandu", "life"),
)  # fmt: skip
AMERICA = _arcs(
    ("Albuquerque", "Seattle", "clinical"), ("Miami", "Boston", "career"), ("Denver", "Boston", "life"),
    ("Fargo", "Miami", "research"), ("Boston", "Seattle", "navigation"), ("Albuquerque", "Fargo", "peer"),
)  # fmt: skip


def parts(*values: int) -> list[Part]:
    """Return a score's parts with their words."""
    words = ("Need and offer", "Topics", "Setting", "Hours together", "Wishes of both")
    return [
        Part(word, value, place) for place, (word, value) in enumerate(zip(words, values, strict=True), 1)
    ]


PAIRS = (
    ("Dr. Amina Okafor", "Albuquerque · seeks acute pain service",
     "Dr. Ruth Solberg", "Seattle · place 1 of 2", parts(300, 210, 60, 90, 60), 720, 1910),
    ("Dr. Joe Tallman", "Anchorage · seeks contracts, rural practice",
     "Dr. Karl Nyberg", "Fargo · place 1 of 1", parts(150, 250, 90, 70, 50), 610, 3300),
    ("Dr. Sunita Gurung", "Kathmandu · seeks global health",
     "Dr. Urs Ammann", "Zürich · place 2 of 2", parts(300, 160, 20, 60, 40), 580, 6700),
    ("د. ليلى منصور", "St. John’s · seeks a case to leadership",
     "Dr. Kai Nakamura", "Honolulu · place 1 of 3", parts(120, 230, 120, 20, 70), 560, 7900),
)  # fmt: skip
SUPPLY = (
    ("Contracts", 14, 5),
    ("Acute pain service", 9, 11),
    ("Pediatric pain", 2, 0),
    ("Part-time practice", 6, 4),
)
MILESTONES = (
    ("Introduced", "15 Feb", "done"), ("First talk", "22 Feb", "done"), ("Agreement", "3 Mar", "done"),
    ("First goal", "20 Mar", "missed"), ("Halfway", "1 Jul", "now"), ("Annual meeting", "14 Sep", "next"),
    ("Closing talk", "15 Nov", "next"),
)  # fmt: skip
HERE = Hours(((420, 1200),))
THERE = Hours(((480, 1080),), ahead=285)
FILLED = {"name": "Dr. Amina Okafor", "city": "denver", "topics": ["acute"], "stage": "early"}
CITIES = (
    Choice("denver", "Denver", "Colorado, United States · Mountain time"),
    Choice("den-haag", "The Hague", "South Holland, Netherlands"),
    Choice("denpasar", "Denpasar", "Bali, Indonesia"),
)


def find_city(words: str) -> list[Choice]:
    """Return the sample cities whose name holds the words."""
    return [city for city in CITIES if words.lower() in city.words.lower() or words.lower() in city.value]


def get_city(value: str) -> Choice | None:
    """Return one sample city."""
    return next((city for city in CITIES if city.value == value), None)


class ProfileForm(Form):
    """Every kind of field once."""

    purposes = {
        "name": "So that your mentor addresses you as you wish.",
        "city": "So that talks fit both clocks and pairs come from different places.",
        "topics": "So that we find somebody who has done what you want to do.",
    }
    seen_by = {
        "name": MEMBERS,
        "city": YOU_AND_COORDINATORS,
        "seeks": YOU_AND_COORDINATORS,
        "exclude": ONLY_YOU,
    }

    name = forms.CharField(label="Name and title", max_length=120)
    stage = forms.ChoiceField(
        label="Career stage",
        choices=[
            ("resident", "Resident"),
            ("early", "Early career"),
            ("mid", "Mid career"),
            ("late", "Late career"),
        ],
    )
    city = PickField(
        label="City",
        required=False,
        find=find_city,
        get=get_city,
        widget=PickWidget(search_url="/ui/cities/", none_words="No city"),
    )
    seeks = forms.CharField(
        label="What do you seek?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Two or three sentences.",
    )
    topics = forms.MultipleChoiceField(
        label="Topics",
        required=False,
        widget=TermsWidget,
        choices=[
            (
                "Practice",
                [("contracts", "Contracts"), ("part-time", "Part-time practice"), ("lead", "Leadership")],
            ),
            ("Regional anesthesia", [("acute", "Acute pain service"), ("blocks", "Block rooms")]),
        ],
    )
    pace = forms.ChoiceField(
        label="How often?",
        widget=ChoiceCards(notes={"six": "What most pairs choose", "one": "One talk of 20 minutes"}),
        choices=[("six", "Every six weeks"), ("month", "Every month"), ("one", "Just once")],
    )
    exclude = forms.BooleanField(label="Do not pair me with anybody from my hospital", required=False)
    starts = forms.DateField(label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    photo = forms.FileField(label="Photo", required=False)


def content() -> dict[str, object]:
    """Return the context of the style sheet page."""
    types = [{"color": key, "pattern": key, "name": NAMES[key]} for key in TYPES]
    sent = {"seeks": "", "city_query": "den", "city_search": "1", "name": "Dr. A\u202ebc", "pace": "six"}
    wrong = ProfileForm(sent, auto_id="wrong_%s")
    return {
        "title": "Components",
        "patches": PATCHES,
        "types": types,
        "own_types": OWN_TYPES,
        "world": WORLD,
        "america": AMERICA,
        "pairs": PAIRS,
        "supply": SUPPLY,
        "milestones": MILESTONES,
        "here": HERE,
        "there": THERE,
        "form": ProfileForm(initial=FILLED),
        "wrong": wrong,
        "moment": datetime(2027, 1, 15, 2, 30, tzinfo=UTC),
        "facts": (
            ("Mentees with a mentor", "57 of 60", "pairing one by one: 53"),
            ("Least good pair", "412", "floor held at 400"),
            ("Mentors used", "41 of 46", "nobody over their places"),
            ("Median distance", "2,310 km", "no pair in one city"),
        ),
        "crumbs": (("Nine-month program", "#"), ("2027 cohort", "#"), ("Match round 3", "")),
        "steps": (
            ("Upload", "#", "done"), ("Headings", "#", "done"), ("Answers", "", "now"),
            ("Places", "", "next"), ("Check", "", "next"), ("Import", "", "next"),
        ),
        "tabs": (("Weakest first", "#", True, 5), ("All pairs", "#", False, 57), ("Left out", "#", False, 3)),
        "chosen": (("Pediatrics", "#"), ("Has an open place", "#")),
        "page": Paginator(range(480), 25).page(4),
        "happens": ("57 mentees and 41 mentors each get one mail.", "Nothing leaves unread."),
        "values": (412, 430, 455, 470, 480, 500, 520, 522, 540, 560, 580, 610, 655, 720),
        "floor": (400,),
    }  # fmt: skip
