"""What an announcement says to whom: introductions both ways, a word to whoever has nobody (T2, T3)."""

import re
from datetime import timedelta

import pytest

from mentorquilt.mail import roles
from mentorquilt.mail.actions import fill
from mentorquilt.mail.models import Mail
from mentorquilt.matchrounds import actions, mails
from mentorquilt.matchrounds.models import Round
from mentorquilt.members.models import Exclusion, Member, Mentoring, Need, Offer, Whereabouts
from mentorquilt.pairings.models import Pairing
from tests.factories import matchrounds as make
from tests.factories.society import society

pytestmark = pytest.mark.django_db
NOW = make.NOW + timedelta(hours=2)


def publish(cohort):
    row = make.solved(cohort)
    actions.publish(match_round=Round.objects.get(pk=row.pk), revision=0, by=None, now=NOW)
    return row


def letter(to, role):
    return Mail.objects.get(to=to, role=f"matchrounds.{role}")


@pytest.fixture
def cohort(db):
    society(reply_to="office@example.org")
    made = make.filled(0, 0, of=make.program(place_rule="region"))
    program = made.program
    program.contact_name, program.contact_email = "Robin Hale", "robin@example.org"
    program.save()
    return made


@pytest.fixture
def couple(cohort):
    """Somebody in Albuquerque who seeks what somebody in Salina has done."""
    mentee, mentor = make.mentee(cohort, 0), make.mentor(cohort, 1)
    publish(cohort)
    return mentee, mentor


def test_the_mentee_reads_who_why_that_she_writes_first_and_what_the_months_mean(couple):
    mentee, _mentor = couple
    mail = letter(mentee, "introduction_mentee")
    assert mail.subject == "Meet Dr. Samuel Adeyemi, your mentor"
    assert "Dr. Adeyemi takes what you asked for: acute pain service." in mail.body
    assert re.search(r"You work about [\d,]+ miles apart, on purpose", mail.body)
    assert "You write first, within a week" in mail.body
    assert "Nine months, until 4 October 2027: about six talks" in mail.body
    assert f"/pair/{Pairing.objects.get().ref}/" in mail.body
    assert "If you know a reason not to be paired, tell us there; no explanation needed." in mail.body


def test_the_mentor_reads_the_need_in_the_mentees_words_and_that_he_need_do_nothing(couple):
    _mentee, mentor = couple
    mail = letter(mentor, "introduction_mentor")
    assert mail.subject == "Meet Dr. Maya Okafor, who would like your help"
    assert "> I want to start an acute pain service at a 90-bed hospital." in mail.body
    assert "You need do nothing now. Dr. Okafor writes first, within a week." in mail.body
    assert "Dr. Okafor asks for something you take: acute pain service." in mail.body


def test_without_mail_coming_in_replies_go_to_the_coordinator_and_the_words_say_so(couple):
    mentee, _mentor = couple
    mail = letter(mentee, "introduction_mentee")
    assert (mail.reply_to, mail.sender_name) == ("robin@example.org", "Robin Hale via Test")
    assert "Replies to this mail reach Robin Hale." in mail.body


def test_with_mail_coming_in_replies_reach_the_other(cohort, settings):
    settings.INBOUND = "reply@in.example.org"
    mentee, mentor = make.mentee(cohort, 0), make.mentor(cohort, 1)
    publish(cohort)
    mail, other = letter(mentee, "introduction_mentee"), letter(mentor, "introduction_mentor")
    assert mail.reply_to.endswith("@in.example.org")
    assert mail.reply_to != other.reply_to
    assert "Replies to this mail reach Dr. Adeyemi." in mail.body


def test_a_city_that_was_not_opened_stays_out_of_the_mail(cohort):
    mentee, mentor = make.mentee(cohort, 0), make.mentor(cohort, 1)
    open_, shut = (Whereabouts.objects.get(member=one) for one in (mentee, mentor))
    open_.is_open = True
    open_.save()
    publish(cohort)
    assert open_.city == "US/NM/albuquerque"
    assert "Albuquerque" in letter(mentor, "introduction_mentor").body
    assert shut.city.rpartition("/")[2].capitalize() not in letter(mentee, "introduction_mentee").body


def test_a_missing_need_is_marked_for_the_reviewer(cohort):
    mentee, mentor = make.mentee(cohort, 0), make.mentor(cohort, 1)
    Need.objects.filter(owner=mentee).update(seeks="")
    publish(cohort)
    assert "need" in letter(mentor, "introduction_mentor").odd.split()
    assert letter(mentee, "introduction_mentee").odd == ""


def test_a_long_need_is_cut_after_a_sentence(cohort):
    make.mentee(cohort, 0, seeks="I want this. " * 80)
    mentor = make.mentor(cohort, 1)
    publish(cohort)
    quoted = next(line for line in letter(mentor, "introduction_mentor").body.splitlines() if line[:1] == ">")
    assert len(quoted) < 430
    assert quoted.endswith("I want this.")


def test_who_has_nobody_reads_what_was_missing_and_whom_to_ask_meanwhile(cohort):
    make.mentor(cohort, 1)
    make.mentee(cohort, 0)
    alone = make.mentee(cohort, 4, name="Thandi Mokoena", topics=["work_life_balance"])
    outside = make.physician("Ruth Calloway", 9, stage="late")
    Offer.objects.create(owner=outside, topics=["work_life_balance"])
    Mentoring.objects.create(member=outside, is_willing=True)
    publish(cohort)
    mail = letter(alone, "left_out")
    assert "What was missing: a mentor who takes “balancing work and family life”." in mail.body
    assert "Meanwhile one member of the society lists it" in mail.body
    assert "topic=work_life_balance" in mail.body
    assert "balanc" not in mail.subject.lower()
    assert mail.reply_to == "robin@example.org"


@pytest.mark.guarantee
def test_a_private_rule_leaves_no_trace_in_the_words_to_anybody(cohort):
    mentee, mentor = make.mentee(cohort, 0), make.mentor(cohort, 1)
    make.mentee(cohort, 4)
    make.mentor(cohort, 5)
    Exclusion.objects.create(owner=mentee, kind="region", value="US/KS", added_at=make.NOW)
    publish(cohort)
    words = " ".join(Mail.objects.values_list("body", flat=True)).lower()
    for word in ("exclu", "closed", "rule", "conflict", "wish", "rank"):
        assert word not in words
    assert (
        mentor.profile.region == "US/WA" or "kansas" not in letter(mentee, "introduction_mentee").body.lower()
    )


def test_a_mentor_in_reserve_reads_that_it_is_arithmetic(cohort):
    make.mentee(cohort, 0)
    make.mentor(cohort, 1)
    spare = make.mentor(cohort, 2)
    publish(cohort)
    mail = Mail.objects.get(role="matchrounds.in_reserve")
    assert mail.to in {spare, *Member.objects.filter(enrolments__role="mentor")}
    assert "That is about arithmetic, not about you: 2 places were offered and 1 was needed." in mail.body
    assert "/programs/mine/" in mail.body


@pytest.mark.parametrize("role", mails.ALL, ids=lambda role: role.slug)
def test_every_wording_is_reviewed_short_quiet_and_names_no_topic_in_its_subject(role):
    body, subject = fill(str(role.body), role.sample), fill(str(role.subject), role.sample)
    assert role.review is roles.Review.ALWAYS
    own = [line for line in body.splitlines() if not line.startswith(">")]
    assert len(re.findall(r"\w[\w.,’-]*", " ".join(own))) <= 120
    assert "!" not in body + subject
    assert "pain" not in subject.lower()
    assert "{" not in body + subject
