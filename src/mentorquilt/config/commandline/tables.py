"""The match as a spreadsheet: pairs, people left out, mentors in reserve, and the proof in words."""

from mentorquilt import gate, matching


def table_file(
    kind: str, market: matching.Market, policy: matching.Policy, outcome: matching.Outcome
) -> bytes:
    """Return the match as ``.xlsx`` (three sheets) or ``.csv`` (pairs, then people left out)."""
    names = {person.key: person.name for person in (*market.mentees, *market.mentors)}
    criteria = [part.criterion for part in outcome.pairs[0].parts] if outcome.pairs else []
    headings = ["Mentee", "Mentee's address", "Mentor", "Mentor's address", "Mentor type", "Score", *criteria]
    headings += [
        "Distance in km",
        "Shared hours a week",
        "Meets",
        "Does not meet",
        "Check",
        "Without a mentor because",
    ]
    rows = [_pair_row(pair, names, criteria) for pair in outcome.pairs]
    left = [_left_row(person, names, len(criteria)) for person in outcome.unmatched]
    if kind == ".csv":
        return gate.write_csv(headings, [*rows, *left])
    reserve = [[names[key], key] for key in outcome.reserve]
    proof = [[sentence] for sentence in matching.verify(market, policy, outcome).sentences]
    return gate.write_xlsx(
        [
            gate.Sheet("Match", headings, [*rows, *left]),
            gate.Sheet("Mentors in reserve", ["Mentor", "Mentor's address"], reserve),
            gate.Sheet("How we know", ["What was checked"], proof),
        ]
    )


def _pair_row(pair: matching.Pair, names: dict[str, str], criteria: list[str]) -> list[gate.Value]:
    points = {part.criterion: part.points for part in pair.parts}
    hours = None if pair.shared_minutes is None else round(pair.shared_minutes / 60)
    return [
        names[pair.mentee],
        pair.mentee,
        names[pair.mentor],
        pair.mentor,
        pair.type,
        pair.score,
        *(points.get(criterion, 0) for criterion in criteria),
        pair.distance_km,
        hours,
        " ".join(reason.sentence for reason in pair.met),
        " ".join(reason.sentence for reason in pair.unmet),
        ", ".join(pair.notes).replace("_", " "),
        "",
    ]


def _left_row(person: matching.Unmatched, names: dict[str, str], criteria: int) -> list[gate.Value]:
    blank: list[gate.Value] = [""] * (4 + criteria + 5)
    return [names[person.mentee], person.mentee, *blank, f"{person.sentence} {person.remedy}".strip()]
