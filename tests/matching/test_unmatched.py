"""The words for somebody left out where very many mentors would do."""

from mentorquilt import matching


def test_many_who_could_be_paired_are_counted_and_not_named():
    market = matching.Market(
        mentees=tuple(matching.Mentee(key=f"e{at}", left_out_before=at) for at in range(6)),
        mentors=tuple(matching.Mentor(key=f"o{at}", name=f"Dr. O{at}") for at in range(5)),
    )
    (one,) = matching.solve(market, matching.Policy(stage_rule=matching.StageRule.ANY)).unmatched
    assert one.sentence.startswith("5 mentors could be paired, but every place is taken.")
    assert one.remedy == "One more place with any of them would be enough for one more mentee."
    assert "Dr. O" not in one.sentence
