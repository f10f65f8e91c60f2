"""The letters of an announcement, composed from a draft and from how its people stand now (T2, T3).

Here: which values fill the wordings of ``mails``, for pairs, for mentees without a mentor and for mentors in reserve.
Not here: the words themselves (``mails``), who is told (``queries.announcing``), writing them down (``actions.publish``).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mentorquilt import matching
from mentorquilt.mail import actions as mail
from mentorquilt.mail import replies
from mentorquilt.matchrounds import mails, queries, told
from mentorquilt.matchrounds.sending import Sender, Span
from mentorquilt.members import queries as people
from mentorquilt.members.models import Member
from mentorquilt.pairings import queries as pairings
from mentorquilt.pairings.models import Pairing
from mentorquilt.programs.states import PlaceRule

MOST_OF_A_NEED = 420
DAYS_A_MONTH, DAYS_BETWEEN_TALKS = 30.4, 42
IN_MILES = frozenset({"US", "GB", "LR", "MM"})
MISSING = {
    "stage": gettext_lazy("a mentor far enough along in the career"),
    "institution": gettext_lazy("a mentor from another institution"),
    "training": gettext_lazy("a mentor from another training program"),
    "place": gettext_lazy("a mentor far enough away"),
    "specialty": gettext_lazy("a mentor of the specialty you ask for"),
    "language": gettext_lazy("a mentor who speaks a language of yours"),
    "earlier": gettext_lazy("a mentor with whom you have not been paired before"),
    "hours": gettext_lazy("waking hours that you share with a mentor"),
    "types": gettext_lazy("a mentor of the kind you ask for"),
    "places_gone": gettext_lazy("a free place with one of the mentors who would suit you"),
}
SUITS = gettext_lazy("a mentor who suits you and has a free place")


class Letters:
    """Composes every letter of one announcement; what several letters need is read once."""

    def __init__(
        self, draft: queries.Draft, known: queries.Everybody, *, sender: Sender, span: Span, on: date
    ) -> None:
        self.draft, self.known, self.sender, self.span, self.on = draft, known, sender, span, on
        self.cohort = draft.round.cohort
        self.mentees = {person.key: person for person in draft.frozen.mentees}
        self.words = dict(draft.frozen.labels)

    def label(self, slug: str) -> str:
        """Return the words of a slug, as frozen."""
        return self.words.get(slug) or slug.replace("_", " ")

    @cached_property
    def lists(self) -> people.Labels:
        """The society's lists in words, read once."""
        return people.labels()

    def reasons(self, pair: matching.Pair) -> list[dict[str, Any]]:
        """Return what the pairing keeps of why: open facts, a distance between places that both may know."""
        mentee = self.mentees[pair.mentee]
        on_purpose = self.cohort.program.place_rule != PlaceRule.NONE or mentee.wants_distance == "far"
        return told.stored(
            pair,
            mentee,
            label=self.label,
            km=self._km(self.known.members[pair.mentee], self.known.members[pair.mentor]),
            on_purpose=on_purpose,
        )

    def _km(self, one: Member, other: Member) -> float | None:
        here = people.open_point(one.profile, getattr(one, "whereabouts", None))
        there = people.open_point(other.profile, getattr(other, "whereabouts", None))
        return people.km_between(here, there) if here and there else None

    def introductions(self, pair: matching.Pair, pairing: Pairing, batch: str) -> Iterable[mail.Letter]:
        """Return the two letters of one pair."""
        mentee, mentor = self.known.members[pair.mentee], self.known.members[pair.mentor]
        for role, to, other in (
            (mails.INTRODUCTION_MENTEE, mentee, mentor),
            (mails.INTRODUCTION_MENTOR, mentor, mentee),
        ):
            reply_to = replies.address("pair", str(pairing.ref), to)
            name = short(other)
            context = {
                "short": name,
                "mentee": people.called(mentee),
                "mentor": people.called(mentor),
                "program": self.cohort.program.name,
                "who": self.who(other),
                "why": "\n".join(
                    f"· {line}" for line in self.why(pairing.reasons, to, other, is_mentee=to is mentee)
                ),
                "length": self.length,
                "link": pairings.page_address(pairing),
                "replies": _("Replies to this mail reach %(name)s.")
                % {"name": name if reply_to else self.sender.person},
            }
            if to is mentor:
                context |= self.need(pair.mentee)
            key = f"introduction:{pairing.ref}:{to.ref}"
            yield self._letter(role, key, to, context, batch, reply_to or self.sender.reply_to)

    def why(self, reasons: list[dict[str, Any]], to: Member, other: Member, *, is_mentee: bool) -> list[str]:
        """Return three plain reasons, said to ``to``."""
        return pairings.why_you_two(
            reasons,
            is_mentee=is_mentee,
            other=short(other),
            in_miles=to.profile.country in IN_MILES,
        )

    def who(self, member: Member) -> str:
        """Return who somebody is in two lines, as everybody may know."""
        profile = member.profile
        place = people.place_words(profile, getattr(member, "whereabouts", None))
        kind = "subspecialty" if profile.subspecialty else "specialty"
        field = self.lists.of(kind, profile.subspecialty or profile.specialty)
        second = [field, people.stage_words(profile.stage), people.setting_words(profile.setting)]
        lines = (", ".join(filter(None, (profile.position, place))), " · ".join(filter(None, second)))
        return "\n".join(line for line in lines if line)

    def need(self, key: str) -> dict[str, str]:
        """Return what the mentee seeks in her own words, cut at a sentence; a missing one is marked for the reviewer."""
        row = self.known.enrolments[key, queries.MENTEE].need
        words = " ".join((row.seeks if row else "").split())
        if not words:
            return {"need": _("Nothing yet. It may be the first thing to ask."), "odd": "need"}
        return {"need": f"> {shortened(words)}"}

    @cached_property
    def length(self) -> str:
        """What the months mean, in a sentence."""
        months = max(1, round((self.span.ends_on - self.span.starts_on).days / DAYS_A_MONTH))
        talks = max(1, int(months * DAYS_A_MONTH / DAYS_BETWEEN_TALKS))
        words = ngettext("One month", "%(months)s months", months) % {
            "months": told.number_words(months).capitalize()
        }
        about = ngettext("about one talk", "about %(talks)s talks", talks) % {
            "talks": told.number_words(talks)
        }
        return _("%(months)s, until %(day)s: %(about)s, when it suits you two.") % {
            "months": words,
            "day": date_format(self.span.ends_on, "j F Y"),
            "about": about,
        }

    def left_out(self, each: matching.Unmatched, batch: str, mark: str) -> mail.Letter:
        """Return the letter to a mentee whom this round found nobody for."""
        to = self.known.members[each.mentee]
        topics = [slug for slug in self.mentees[each.mentee].wants_topics if slug not in self._offered]
        asked = topics or list(self.mentees[each.mentee].wants_topics)
        helpers = {slug: self._helpers(slug, to) for slug in asked}
        topic = max(helpers, key=lambda slug: helpers[slug], default="")
        count = helpers.get(topic, 0)
        context = {
            "name": people.called(to),
            "program": self.cohort.program.name,
            "missing": self._missing(each, topics),
            "meanwhile": _meanwhile(
                count, "" if topic in topics[:2] else told.in_a_sentence(self.label(topic))
            ),
            "button": _("See who they are") if count else _("Look among the mentors"),
            "link": _members_list(topic if count else ""),
            "coordinator": self.sender.person,
        }
        return self._letter(mails.LEFT_OUT, f"left-out:{mark}:{to.ref}", to, context, batch)

    def _missing(self, each: matching.Unmatched, topics: list[str]) -> str:
        """Return what was missing from open facts only; a private rule leaves no trace in the words."""
        if topics:
            names = told.joined([f"“{told.in_a_sentence(self.label(slug))}”" for slug in topics[:2]])
            return _("What was missing: a mentor who takes %(topics)s.") % {"topics": names}
        return _("What was missing: %(what)s.") % {"what": MISSING.get(each.reason, SUITS)}

    @cached_property
    def _offered(self) -> frozenset[str]:
        return frozenset(topic for mentor in self.draft.frozen.mentors for topic in mentor.topics)

    @cached_property
    def _takers(self) -> Mapping[str, set[int]]:
        """Who of the listed members can be asked now, by topic."""
        rows = people.listed().filter(people.can_be_asked(self.on))
        rows = rows.filter(mentoring__first_calls_taken__lt=F("mentoring__first_calls"))
        found: dict[str, set[int]] = {}
        for member, topics in rows.exclude(offer=None).values_list("pk", "offer__topics"):
            for slug in topics:
                found.setdefault(slug, set()).add(member)
        return found

    def _helpers(self, slug: str, to: Member) -> int:
        return len(self._takers.get(slug, set()) - {to.pk})

    def in_reserve(self, key: str, batch: str, mark: str) -> mail.Letter:
        """Return the letter to a mentor whom nobody needed this round."""
        to = self.known.members[key]
        own = reverse("programs:own", args=[self.known.enrolments[key, queries.MENTOR].ref])
        context = {
            "name": people.called(to),
            "program": self.cohort.program.name,
            "arithmetic": self._arithmetic,
            "until": _(" before %(day)s") % {"day": date_format(self.span.ends_on, "j F Y")},
            "link": f"{settings.BASE_URL}{own}",
            "coordinator": self.sender.person,
        }
        return self._letter(mails.IN_RESERVE, f"in-reserve:{mark}:{to.ref}", to, context, batch)

    @cached_property
    def _arithmetic(self) -> str:
        places = sum(mentor.places for mentor in self.draft.frozen.mentors if not mentor.unavailable)
        needed = len(self.draft.outcome.pairs)
        offered = ngettext("%(n)d place was offered", "%(n)d places were offered", places) % {"n": places}
        used = ngettext("%(n)d was needed", "%(n)d were needed", needed) % {"n": needed}
        return _("%(offered)s and %(used)s.") % {"offered": offered, "used": used}

    def _letter(
        self, role: Any, key: str, to: Member, context: dict[str, Any], batch: str, reply_to: str = ""
    ) -> mail.Letter:
        return mail.Letter(
            role=role,
            key=key,
            address=to.email,
            context=context,
            to=to,
            program=self.cohort.program,
            reply_to=reply_to or self.sender.reply_to,
            sender_name=self.sender.name,
            batch=batch,
        )


def _meanwhile(count: int, topic: str) -> str:
    """Return what to do meanwhile, as far as there is somebody to ask."""
    if not count:
        return _("Meanwhile you may look among the members who answer single questions.")
    what = _("“%(topic)s”") % {"topic": topic} if topic else _("it")
    words = ngettext(
        "Meanwhile %(count)s member of the society lists %(what)s and can be asked for a single talk of 20 minutes.",
        "Meanwhile %(count)s members of the society list %(what)s. You may ask one of them for a single talk of "
        "20 minutes.",
        count,
    )
    return words % {"count": told.number_words(count), "what": what}


def _members_list(topic: str) -> str:
    query = {"topic": topic, "role": "open"} if topic else {"role": "open"}
    return f"{settings.BASE_URL}{reverse('members:list')}?{urlencode(query)}"


def short(member: Member) -> str:
    """Return title and family name, as one speaks of somebody already named."""
    profile = member.profile
    return (
        " ".join(filter(None, (profile.titles, profile.family_name)))
        if profile.family_name
        else profile.called
    )


def shortened(words: str, most: int = MOST_OF_A_NEED) -> str:
    """Return a text whole, or cut after its last sentence that fits, or else after a word, with an ellipsis."""
    if len(words) <= most:
        return words
    head = words[:most]
    end = max(head.rfind(mark) for mark in (". ", "? ", "! "))
    return head[: end + 1] if end > most // 3 else head.rsplit(" ", 1)[0] + " …"
