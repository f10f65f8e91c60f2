"""Two sign-up sheets as societies really get them: 60 mentees, 60 mentors, and every trouble a coordinator meets."""

from mentorquilt import gate

GIVEN = (
    "Maya", "Jonas", "Aiko", "Priya", "Caleb", "Noor", "Elena", "Tomás", "Grace", "Liam", "Sofia", "Dana", "Ruth",
    "Samuel", "Ingrid", "Walter", "Helen", "Arjun", "Martha", "Peter", "Yvonne", "George", "Beatrice", "Omar",
    "Lucía", "Wei", "Fatima", "Brendan", "Chidi", "Anneke",
)  # fmt: skip
FAMILY = (
    "Okafor", "Lindqvist", "Tanabe", "Raman", "Whitfield", "Haddad", "Petrova", "Herrera", "Owusu", "Gallagher",
    "Marchetti", "Goldwasser", "Abernathy", "Adeyemi", "Solberg", "Kim", "Vasquez", "Mehta", "Lindgren", "Nakamura",
    "Baptiste", "Castellano", "Holm", "Farouk", "O'Brien", "van der Meer", "Nguyen", "Sørensen", "Achebe", "Ruiz",
)  # fmt: skip
PLACES = (
    ("Salina", "KS", "Salina Regional Health Center", "salinaregional.example"),
    ("Fargo", "ND", "Red River Clinic", "redriver.example"),
    ("Charlottesville", "VA", "UVA", "virginia.edu"),
    ("Tucson", "Arizona", "Desert Sky Medical Group", "desertsky.example"),
    ("Springfield", "", "St. Agnes Hospital", "stagnes.example"),
    ("Rochester", "MN", "Prairie Heart Institute", "prairieheart.example"),
    ("Zürich", "Switzerland", "Kantonsspital Seefeld", "seefeld.example"),
    ("Portland", "ME", "Harbor Light Hospital", "harborlight.example"),
    ("Charlottesville", "VA", "Univ. of Virginia", "virginia.edu"),
    ("Anchorage", "Alaska", "Northern Lights Medical Center", "northernlights.example"),
    ("Kathmandu", "Nepal", "Himal Teaching Hospital", "himal.example"),
    ("Charlottesville", "Virginia", "UVA Health", "virginia.edu"),
)
MENTEE_STAGES = (
    "PGY-4",
    "Early career (0-7 y)",
    "Fellow",
    "PGY-2",
    "Early Career",
    "Attending",
    "mid-career",
)
MENTOR_STAGES = ("Mid-career (8-20 y)", "Late career", "Senior (>20 years)", "Mid Career")
SPECIALTIES = (
    "Anesthesiology",
    "Anesthesia",
    "Emergency Med",
    "Peds",
    "General Surgery",
    "Internal medicine",
)
WANTS = (
    "Contracts and compensation, Leadership",
    "Starting a new service; Work-life integration",
    "Research design\nFinding a first grant",
    "Leadership, Other: making the case for robotic surgery",
    "Burnout, Work-life integration",
    "Global health",
)
SETTINGS = (
    "Private practice, small group",
    "Academic",
    "Community hospital",
    "Rural",
    "University hospital",
    "VA",
)
SEEKS = (
    "I want to start an acute pain service at a 90-bed hospital and do not know where to begin.",
    "My first contract is on the table. I would like somebody who has read many.",
    "I came back from leave and want a career that leaves evenings free.",
    "We see few such cases here; I would like to think aloud with somebody who saw hundreds.",
)
OFFERS = (
    "I built two services in small hospitals and trained the nurses first.",
    "I read contracts with younger colleagues every spring.",
    "Thirty years of practice, three hospitals, one long leave.",
    "Happy to talk about papers, grants and how to say no.",
)
MENTEE_HEADINGS = (
    "Timestamp", "Email Address", "Your name (Last, First)", "What stage of your career are you in?", "Specialty",
    "Where do you work?", "City", "State / Country", "Practice setting",
    "What would you like help with? (check all that apply)", "In your own words, what are you looking for?",
    "Your long-term goal", "Languages", "Would you like, or rather not like, a certain mentor?",
    "How did you hear about us?", "T-shirt size",
)  # fmt: skip
MENTOR_HEADINGS = (
    "Submitted at", "First name", "Last name", "Degrees", "E-mail", "Career stage", "Specialty", "Institution",
    "City, State", "Practice type", "How many mentees can you take?", "Topics you could help with",
    "A few lines for your mentee", "Willing this year?", "Anyone you would rather not be paired with?", "Phone",
)  # fmt: skip
Rows = list[list[str]]


def name(number: int) -> tuple[str, str]:
    """Return an invented given and family name."""
    return GIVEN[number % len(GIVEN)], FAMILY[(number * 7 + number // len(GIVEN)) % len(FAMILY)]


def address(number: int, domain: str) -> str:
    """Return an address made of a name."""
    given, family = name(number)
    plain = "".join(c for c in f"{given}.{family}".lower() if c.isascii() and (c.isalnum() or c == "."))
    return f"{plain}{number}@{domain}"


def mentee_rows() -> Rows:
    """Return 60 rows of mentees; the troubles stand in the last dozen."""
    rows = [_mentee(number) for number in range(48)]
    rows += [
        _mentee(
            48,
            **{
                "Email Address": "maria.lopez@salinaregional.example",
                "Your name (Last, First)": "Lopez, Maria",
            },
        ),
        _mentee(
            49, **{"Email Address": "mlopez77@lopez.example", "Your name (Last, First)": "Dr. Maria López"}
        ),
        _mentee(50, **{"Email Address": ""}),
        _mentee(51, **{"Email Address": "dana.whitfield(at)whitfield.example"}),
        _mentee(52, **{"Your name (Last, First)": "Anna " + "Very" * 74}),
        _mentee(53, **{"Your name (Last, First)": "حداد, ليلى"}),
        _mentee(54, **{"What stage of your career are you in?": "Late career"}),
        _mentee(55, **{"What stage of your career are you in?": "Wandering between jobs"}),
        _mentee(56, **{MENTEE_HEADINGS[13]: "I would like Dr. Ruth Castellano"}),
        _mentee(57, **{MENTEE_HEADINGS[13]: "Anyone but Dr. Walter Haddad please"}),
        _mentee(58, City="Springfeld", **{"State / Country": "Illinois"}),
        _mentee(
            59,
            **{"Your name (Last, First)": '=HYPERLINK("http://x.example")', "Languages": "English, Klingon"},
        ),
    ]
    return rows


def _mentee(number: int, **other: str) -> list[str]:
    given, family = name(number)
    city, region, hospital, domain = PLACES[number % len(PLACES)]
    written = f"{family}, {given}" if number % 3 else f"Dr. {given} {family}, MD"
    row = {
        "Timestamp": f"11/{number % 28 + 1:02d}/2026 14:{number:02d}:00",
        "Email Address": address(number, domain).title() if number % 9 == 0 else address(number, domain),
        "Your name (Last, First)": written,
        "What stage of your career are you in?": MENTEE_STAGES[number % 6],
        "Specialty": SPECIALTIES[number % len(SPECIALTIES)],
        "Where do you work?": hospital,
        "City": city,
        "State / Country": region,
        "Practice setting": SETTINGS[number % len(SETTINGS)],
        "What would you like help with? (check all that apply)": WANTS[number % len(WANTS)],
        "In your own words, what are you looking for?": SEEKS[number % len(SEEKS)],
        "Your long-term goal": "To lead a service that lasts." if number % 2 else "",
        "Languages": "English, Spanish" if number % 4 == 0 else "English",
        MENTEE_HEADINGS[13]: "",
        "How did you hear about us?": ("Newsletter", "A colleague", "Annual meeting")[number % 3],
        "T-shirt size": "SMLX"[number % 4],
        **other,
    }
    return [row[heading] for heading in MENTEE_HEADINGS]


def mentor_rows() -> Rows:
    """Return 60 rows of mentors; the troubles stand in the last ten."""
    rows = [_mentor(number) for number in range(100, 150)]
    rows += [
        _mentor(
            150, **{"First name": "Ruth", "Last name": "Castellano", "E-mail": "ruth@castellano.example"}
        ),
        _mentor(151, **{"First name": "Walter", "Last name": "Haddad", "E-mail": "walter@haddad.example"}),
        _mentor(152, **{"Career stage": "PGY-3"}),
        _mentor(153, **{"How many mentees can you take?": "1-2"}),
        _mentor(154, **{"How many mentees can you take?": "as many as you like"}),
        _mentor(155, **{"How many mentees can you take?": "9"}),
        _mentor(156, **{"Willing this year?": "Not this year"}),
        _mentor(157, **{"Last name": "", "First name": ""}),
        _mentor(158, **{"Anyone you would rather not be paired with?": "not with Dr. Okafor"}),
        _mentor(159, **{"First name": "Maya", "Last name": "Okafor", "E-mail": "maya@okafor.example"}),
    ]
    return rows


def _mentor(number: int, **other: str) -> list[str]:
    given, family = name(number)
    city, region, hospital, domain = PLACES[(number + 5) % len(PLACES)]
    row = {
        "Submitted at": f"2026-11-{number % 28 + 1:02d} 08:00",
        "First name": given,
        "Last name": family,
        "Degrees": ("MD", "MD, PhD", "DO", "MBBS")[number % 4],
        "E-mail": address(number, domain),
        "Career stage": MENTOR_STAGES[number % len(MENTOR_STAGES)],
        "Specialty": SPECIALTIES[number % len(SPECIALTIES)],
        "Institution": hospital,
        "City, State": f"{city}, {region}".strip(", "),
        "Practice type": SETTINGS[number % len(SETTINGS)],
        "How many mentees can you take?": ("1", "2", "1-2")[number % 3],
        "Topics you could help with": WANTS[(number + 2) % len(WANTS)],
        "A few lines for your mentee": OFFERS[number % len(OFFERS)],
        "Willing this year?": "Yes",
        "Anyone you would rather not be paired with?": "",
        "Phone": f"+1 555 010 {number:04d}",
        **other,
    }
    return [row[heading] for heading in MENTOR_HEADINGS]


def mentees_csv() -> bytes:
    """Return the mentees as the CSV file that a form exports: UTF-8 without a mark, commas."""
    return gate.write_csv(MENTEE_HEADINGS, mentee_rows()).removeprefix(b"\xef\xbb\xbf")


def mentors_xlsx() -> bytes:
    """Return the mentors as a workbook."""
    return gate.write_xlsx([gate.Sheet("Form Responses 1", MENTOR_HEADINGS, mentor_rows())])
