"""Private wishes, protected data, exclusions and conflicts change who is paired, and no word about anybody (M14, M15)."""

import random
import re

import pytest
from django.urls import reverse

from mentorquilt import matching
from mentorquilt.matchrounds import inputs, queries
from mentorquilt.matchrounds.models import Round
from mentorquilt.members.models import Background, Conflict, Exclusion, Experience, Member
from tests.factories import matchrounds as make
from tests.factories.society import society

pytestmark = [pytest.mark.django_db, pytest.mark.guarantee]
FLIPS = 200
FLIPPED = ("shares", "wishes", "tick", "experience", "ranks", "exclusion", "conflict")
SHARES = ("canary-first-generation", "canary-underrepresented", "canary-parent")
RANDOM = re.compile(r'(name="(submission|csrfmiddlewaretoken)" value=")[^"]*|("X-CSRFToken": ")[^"]*')
DRAWN = re.compile(r"<rect\b.*?(?:</rect>|/>)|<path\b.*?(?:</path>|/>)", re.DOTALL)
DIGITS = re.compile(r"\d[\d,.]*")
# One line compares whole results in words made of totals, and no person stands in it.
TOTALS = re.compile(r'<p class="lead">.*?</p>', re.DOTALL)


def masked(page: str) -> str:
    """Return a page without random keys, without drawn shapes and with every number alike."""
    for pattern, instead in ((RANDOM, ""), (DRAWN, ""), (TOTALS, ""), (DIGITS, "#")):
        page = pattern.sub(instead, page)
    return page


def cut(page: str, row: str) -> tuple[list[str], str]:
    """Cut the rows out of a page: the rows sorted, as their order follows the scores, and the rest of the page."""
    page = masked(page)
    return sorted(re.findall(row, page, re.DOTALL)), re.sub(row, "", page, flags=re.DOTALL)


@pytest.fixture
def scene(client):
    """A solved round of four mentees and five mentors, its coordinator signed in."""
    society()
    cohort = make.filled(4, 5)
    for row in cohort.enrolments.select_related("member"):
        Background.objects.create(
            member=row.member, shares=[], wishes=[], consented_at=make.NOW, for_matching=True
        )
    client.force_login(make.coordinator(cohort.program))
    return make.solved(cohort)


def solve_again(row: Round) -> matching.Outcome:
    """Freeze and solve the same round anew, in place."""
    frozen = inputs.freeze(row.cohort, on=make.NOW.date())
    policy = queries.policy(row)
    outcome = matching.solve(frozen.market, policy)
    Round.objects.update(
        market=matching.market_to_json(frozen.market),
        outcome=matching.outcome_to_json(outcome),
        people=frozen.people,
    )
    return outcome


class Flipper:
    """Turns one private fact of one person on or off and back again."""

    def __init__(self, row: Round, chance: random.Random) -> None:
        self.chance = chance
        sides = {
            role: list(row.cohort.enrolments.filter(role=role).order_by("pk"))
            for role in ("mentee", "mentor")
        }
        self.mentees, self.mentors = sides["mentee"], sides["mentor"]

    def flip(self) -> str:
        """Turn one fact; return its kind."""
        kind = self.chance.choice(FLIPPED)
        getattr(self, f"_{kind}")(self.chance.choice(self.mentees), self.chance.choice(self.mentors))
        return kind

    def _shares(self, mentee, mentor):
        background = self.chance.choice((mentee, mentor)).member.background
        background.shares = [] if background.shares else [self.chance.choice(SHARES)]
        background.save()

    def _wishes(self, mentee, mentor):
        background = mentee.member.background
        background.wishes = [] if background.wishes else [self.chance.choice(SHARES)]
        background.save()

    def _tick(self, mentee, mentor):
        background = self.chance.choice((mentee, mentor)).member.background
        background.for_matching = not background.for_matching
        background.save()

    def _experience(self, mentee, mentor):
        seen_by = self.chance.choice(("members", "pairs", "matching"))
        rows = Experience.objects.filter(member=mentor.member)
        if rows.exists():
            rows.delete()
        else:
            Experience.objects.create(
                member=mentor.member, kind="canary-through", seen_by=seen_by, said_at=make.NOW
            )
        background = mentee.member.background
        background.wishes = ["through:canary-through"]
        background.save()

    def _ranks(self, mentee, mentor):
        one, other = self.chance.choice(((mentee, mentor), (mentor, mentee)))
        one.ranks = [] if one.ranks else [str(other.member.ref)]
        one.save()

    def _exclusion(self, mentee, mentor):
        rows = Exclusion.objects.filter(owner=mentee.member)
        if rows.exists():
            rows.delete()
        else:
            Exclusion.objects.create(
                owner=mentee.member, kind="member", value=str(mentor.member.ref), added_at=make.NOW
            )

    def _conflict(self, mentee, mentor):
        rows = Conflict.objects.filter(declared_by=mentor.member)
        if rows.exists():
            rows.delete()
        else:
            Conflict.objects.create(
                declared_by=mentor.member, about=mentee.member, kind="evaluates", declared_at=make.NOW
            )


def pages(client, row):
    """Return what staff see of a round: page by page, the rows and the rest."""
    found = {
        "show": (
            r'<li class="pair-row.*?</li>',
            client.get(reverse("matchrounds:show", args=[row.ref])).text,
        ),
        "paper": (r"<tr>.*?</tr>", client.get(reverse("matchrounds:print", args=[row.ref])).text),
        "table": (r"<tr.*?</tr>", client.get(reverse("matchrounds:table", args=[row.ref])).text),
        "csv": (
            r"[^\r]+\r\n",
            client.get(reverse("matchrounds:csv", args=[row.ref])).content.decode("utf-8-sig"),
        ),
    }
    return {name: cut(text, start) for name, (start, text) in found.items()}


def of_couple(pieces, names):
    """Return the rows in which both people of a couple stand."""
    return [piece for piece in pieces[0] if all(name in piece for name in names)]


def test_two_hundred_private_flips_change_no_word_about_any_pair(client, scene):
    row, chance = scene, random.Random(20)
    flipper = Flipper(row, chance)
    seen: dict[tuple[str, str], dict[str, list[str]]] = {}
    arrangements, whole = set(), {}
    for turn in range(FLIPS):
        flipper.flip()
        outcome = solve_again(row)
        shown = pages(client, row)
        names = {
            person.key: person.name for person in inputs.freeze(row.cohort, on=make.NOW.date()).market.mentees
        }
        names |= {person.key: person.name for person in queries.market(Round.objects.get()).mentors}
        pairs = frozenset((pair.mentee, pair.mentor) for pair in outcome.pairs)
        assert whole.setdefault(pairs, shown) == shown, f"flip {turn}: the same pairs, other words"
        arrangements.add(pairs)
        for couple in pairs:
            told = {name: of_couple(pieces, [names[key] for key in couple]) for name, pieces in shown.items()}
            assert [len(rows) for rows in told.values()] == [1, 1, 1, 1]
            assert seen.setdefault(couple, told) == told, f"flip {turn}: other words about a pair"
        assert "canary" not in str(shown)
    assert len(arrangements) > 5


def test_every_pair_lists_the_same_parts_whatever_is_private(client, scene):
    row = scene
    flipper = Flipper(row, random.Random(3))
    listed = set()
    for _turn in range(12):
        flipper.flip()
        for pair in solve_again(row).pairs:
            page = client.get(reverse("matchrounds:pair", args=[row.ref, pair.mentee, pair.mentor])).text
            legend = re.search(r'<ul class="legend">(.*?)</ul>', page, re.DOTALL).group(1)
            listed.add(DIGITS.sub("#", re.sub(r"part-\d", "", legend)))
    assert len(listed) == 1
    assert "Wishes of both" in listed.pop()


def test_every_private_reason_between_two_people_reads_alike(client, scene):
    row = scene
    mentee, mentor = make.couple(row)
    one, other = Member.objects.get(ref=mentee), Member.objects.get(ref=mentor)
    region = other.profile.region
    closings = (
        lambda: Conflict.objects.create(declared_by=other, about=one, kind="family", declared_at=make.NOW),
        lambda: Conflict.objects.create(declared_by=one, about=other, kind="panel", declared_at=make.NOW),
        lambda: Exclusion.objects.create(owner=one, kind="member", value=mentor, added_at=make.NOW),
        lambda: Exclusion.objects.create(owner=one, kind="region", value=region, added_at=make.NOW),
    )
    said = set()
    for close in closings:
        private = close()
        solve_again(row)
        asked = {"mentee": mentee, "mentor": mentor}
        page = client.get(reverse("matchrounds:why_not", args=[row.ref]), asked).text
        said.add(re.search(r'<div class="stack" id="answer".*</div>', page, re.DOTALL).group())
        assert "Try this pair" not in page
        assert "Pair them all the same" not in page
        private.delete()
    (answer,) = said
    assert "rule that is not shown" in answer


def test_a_reader_and_a_coordinator_meet_nothing_private_anywhere(client, scene):
    row = scene
    member = Member.objects.get(ref=make.couple(row)[0])
    other = Member.objects.get(ref=make.couple(row)[1])
    Background.objects.filter(member=member).update(shares=["canary-share"], wishes=["canary-wish"])
    row.cohort.enrolments.filter(member=member).update(ranks=["canary-rank"])
    Exclusion.objects.create(owner=member, kind="city", value="canary-city", added_at=make.NOW)
    solve_again(row)
    couple = [str(member.ref), str(other.ref)]
    reader = make.granted("reader@example.org", "reader", "program", str(row.cohort.program.ref))
    for person in (None, reader):
        if person:
            client.force_login(person)
        for name, args in (
            ("cohort", [row.cohort.ref]), ("new", [row.cohort.ref]), ("show", [row.ref]), ("table", [row.ref]),
            ("proof", [row.ref]), ("compare", [row.ref]), ("draft", [row.ref]), ("csv", [row.ref]), ("xlsx", [row.ref]),
            ("print", [row.ref]), ("choices", [row.ref, couple[0]]), ("pair", [row.ref, *couple]),
        ):  # fmt: skip
            answer = client.get(reverse(f"matchrounds:{name}", args=args))
            assert b"canary" not in answer.content, name
            assert "canary" not in str(answer.headers), name
