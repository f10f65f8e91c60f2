"""Every English word of this room, in one place: names of times, days, and what is wrong with a text.

Country names come from the zone data itself.
"""

# (region, abbreviation in the zone data) to the name that people there use. Zones without an entry are told
# by city and country.
FAMILIES: dict[tuple[str, str], str] = {
    ("America", "NST"): "Newfoundland Time",
    ("America", "NDT"): "Newfoundland Time",
    ("America", "AST"): "Atlantic Time",
    ("America", "ADT"): "Atlantic Time",
    ("America", "EST"): "Eastern Time",
    ("America", "EDT"): "Eastern Time",
    ("America", "CST"): "Central Time",
    ("America", "CDT"): "Central Time",
    ("America", "MST"): "Mountain Time",
    ("America", "MDT"): "Mountain Time",
    ("America", "PST"): "Pacific Time",
    ("America", "PDT"): "Pacific Time",
    ("America", "AKST"): "Alaska Time",
    ("America", "AKDT"): "Alaska Time",
    ("America", "HST"): "Hawaii Time",
    ("America", "HDT"): "Hawaii Time",
    ("Atlantic", "AST"): "Atlantic Time",
    ("Atlantic", "ADT"): "Atlantic Time",
    ("Atlantic", "WET"): "Western European Time",
    ("Atlantic", "WEST"): "Western European Time",
    ("Pacific", "HST"): "Hawaii Time",
    ("Pacific", "SST"): "Samoa Time",
    ("Pacific", "ChST"): "Chamorro Time",
    ("Pacific", "NZST"): "New Zealand Time",
    ("Pacific", "NZDT"): "New Zealand Time",
    ("Europe", "WET"): "Western European Time",
    ("Europe", "WEST"): "Western European Time",
    ("Europe", "CET"): "Central European Time",
    ("Europe", "CEST"): "Central European Time",
    ("Europe", "EET"): "Eastern European Time",
    ("Europe", "EEST"): "Eastern European Time",
    ("Europe", "MSK"): "Moscow Time",
    ("Africa", "CET"): "Central European Time",
    ("Africa", "CAT"): "Central Africa Time",
    ("Africa", "EAT"): "East Africa Time",
    ("Africa", "WAT"): "West Africa Time",
    ("Africa", "SAST"): "South Africa Time",
    ("Asia", "EET"): "Eastern European Time",
    ("Asia", "EEST"): "Eastern European Time",
    ("Asia", "PKT"): "Pakistan Time",
    ("Asia", "JST"): "Japan Time",
    ("Asia", "KST"): "Korea Time",
    ("Asia", "HKT"): "Hong Kong Time",
    ("Asia", "WIB"): "Western Indonesia Time",
    ("Asia", "WITA"): "Central Indonesia Time",
    ("Asia", "WIT"): "Eastern Indonesia Time",
    ("Australia", "AEST"): "Eastern Australia Time",
    ("Australia", "AEDT"): "Eastern Australia Time",
    ("Australia", "ACST"): "Central Australia Time",
    ("Australia", "ACDT"): "Central Australia Time",
    ("Australia", "AWST"): "Western Australia Time",
}
# Zones whose abbreviation means something else than in the rest of their region.
OWN_FAMILIES: dict[str, str] = {
    "America/Havana": "Cuba Time",
    "Asia/Jerusalem": "Israel Time",
    "Asia/Kolkata": "India Time",
    "Asia/Shanghai": "China Time",
    "Europe/Dublin": "Irish Time",
    "Europe/London": "UK Time",
}
CITIES: dict[str, str] = {
    "America/Asuncion": "Asunción",
    "America/Belem": "Belém",
    "America/Bogota": "Bogotá",
    "America/Cancun": "Cancún",
    "America/Cuiaba": "Cuiabá",
    "America/Maceio": "Maceió",
    "America/Merida": "Mérida",
    "America/Sao_Paulo": "São Paulo",
    "America/St_Johns": "St. John's",
    "Asia/Ho_Chi_Minh": "Ho Chi Minh City",
    "Atlantic/Reykjavik": "Reykjavík",
    "Antarctica/DumontDUrville": "Dumont d'Urville",
    "Indian/Mahe": "Mahé",
    "Indian/Reunion": "Réunion",
    "Pacific/Noumea": "Nouméa",
}
FAMILY_LABEL = "{family} ({city})"
PLACE_LABEL = "{city}, {country}"
OFFSET_LABEL = "{label}, {offset}"

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY_WORDS: dict[str, tuple[int, ...]] = {
    "monday": (0,),
    "tuesday": (1,),
    "wednesday": (2,),
    "thursday": (3,),
    "friday": (4,),
    "saturday": (5,),
    "sunday": (6,),
    "mo": (0,),
    "tu": (1,),
    "we": (2,),
    "th": (3,),
    "fr": (4,),
    "sa": (5,),
    "su": (6,),
    "mon": (0,),
    "tue": (1,),
    "tues": (1,),
    "wed": (2,),
    "thu": (3,),
    "thur": (3,),
    "thurs": (3,),
    "fri": (4,),
    "sat": (5,),
    "sun": (6,),
    "mondays": (0,),
    "tuesdays": (1,),
    "wednesdays": (2,),
    "thursdays": (3,),
    "fridays": (4,),
    "saturdays": (5,),
    "sundays": (6,),
    "weekdays": (0, 1, 2, 3, 4),
    "weekday": (0, 1, 2, 3, 4),
    "weekends": (5, 6),
    "weekend": (5, 6),
    "daily": (0, 1, 2, 3, 4, 5, 6),
    "everyday": (0, 1, 2, 3, 4, 5, 6),
}

UNKNOWN_ZONE = 'There is no time zone named "{name}". Choose one from the list, such as America/Chicago.'
BAD_HOURS = '"{part}" cannot be read. Write days and hours like this: Mon-Fri 18:00-21:00; Sat 9:00-12:00.'
BAD_DAY = '"{word}" is no day of the week. Write Mon, Tue, Wed, Thu, Fri, Sat or Sun, or Mon-Fri.'
BAD_CLOCK = '"{word}" is no time of day. Write it like 18:30 or 6:30 pm.'
EMPTY_SPAN = '"{part}" begins and ends at the same time. For a whole day write 0:00-24:00.'
