"""The pages that change the draft or take the result along."""

import re
import uuid

import pytest
from django.urls import reverse

from mentorquilt.matchrounds import queries
from mentorquilt.matchrounds.models import Round, Step
from mentorquilt.records.models import AccessNote, AuditNote
from tests.factories import matchrounds as make

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


# The draft


def send(client, row, name="change", **sent):
    where = reverse(f"matchrounds:{name}", args=[row.ref])
    return client.post(where, {"submission": str(uuid.uuid4()), "revision": "0", **sent})


def test_a_preview_says_who_changes_before_anything_does(client, row, address):
    mentee, mentor = make.couple(row)
    page = client.get(address("try", row), {"change": "ban", "mentee": mentee, "mentor": mentor})
    assert re.search(r"\d (person changes|people change)", page.text)
    assert not Step.objects.exists()


def test_a_dragged_mentor_shows_a_chip(client, row, address):
    mentee, other = make.couple(row, 0)[0], make.couple(row, 1)[1]
    part = client.get(address("try", row), {"moved": other, "onto": mentee}, headers=HTMX)
    assert part.text.lstrip().startswith('<span class="diff"')
    assert "%" in part.text


@pytest.mark.guarantee
def test_the_same_change_sent_twice_is_made_once(client, row, address):
    mentee, mentor = make.couple(row)
    sent = {
        "submission": str(uuid.uuid4()),
        "revision": "0",
        "change": "ban",
        "mentee": mentee,
        "mentor": mentor,
    }
    first, second = client.post(address("change", row), sent), client.post(address("change", row), sent)
    assert (first.status_code, first["Location"]) == (303, second["Location"])
    assert first["Location"].endswith(f"#m-{mentee}")
    assert (Step.objects.count(), Round.objects.get().revision) == (1, 1)
    assert client.post(address("change", row), {**sent, "change": "pin"}).status_code == 409


def test_a_dropped_mentor_is_given(client, row):
    mentee, other = make.couple(row, 0)[0], make.couple(row, 1)[1]
    assert send(client, row, moved=other, onto=mentee).status_code == 303
    assert queries.draft(Round.objects.get()).mentor_of(mentee) == other


@pytest.mark.guarantee
def test_the_second_coordinator_sees_the_new_state_and_her_change_offered_again(client, row, cohort):
    first, second = make.couple(row, 0), make.couple(row, 1)
    assert send(client, row, change="pin", mentee=first[0], mentor=first[1]).status_code == 303
    answer = send(client, row, change="pin", mentee=second[0], mentor=second[1])
    assert answer.status_code == 303
    page = client.get(answer["Location"])
    assert "Somebody changed the draft" in page.text
    assert page.context["tried"].asked.mentee == second[0]
    assert f'name="revision" value="{1}"' in page.text
    assert Step.objects.count() == 1


def test_a_broken_rule_asks_for_a_reason_and_keeps_it(client, cohort, robin, address):
    mentee = cohort.enrolments.filter(role="mentee").first().member
    mentor = cohort.enrolments.filter(role="mentor").first().member
    for member in (mentee, mentor):
        make.work_at(member, "Prairie Hospital")
    row = make.solved(cohort, robin)
    asked = {"change": "give", "mentee": str(mentee.ref), "mentor": str(mentor.ref)}
    page = client.get(address("try", row), asked)
    assert "This breaks a rule of the program" in page.text
    assert "must not work at the same institution" in page.text

    refused = send(client, row, **asked)
    assert (refused.status_code, "Say why you mean it" in refused.text) == (422, True)
    assert not Step.objects.exists()
    assert send(client, row, **asked, reason="I know both.").status_code == 303
    steps = client.get(address("draft", row)).text
    assert "“I know both.”" in steps
    assert "Same institution" in steps


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"change": "marry", "mentee": str(uuid.uuid4()), "mentor": str(uuid.uuid4())},
        {"change": "pin", "mentee": "1", "mentor": "2"},
        {"moved": "x", "onto": ""},
    ],
)
def test_a_change_that_is_none_is_refused(sent, client, row, address):
    assert send(client, row, **sent).status_code == 400
    assert client.get(address("try", row), sent).status_code == 400


def test_strangers_in_a_change_are_refused_in_words(client, row):
    answer = send(client, row, change="pin", mentee=str(uuid.uuid4()), mentor=str(uuid.uuid4()))
    assert (answer.status_code, "not in this round" in answer.text) == (422, True)


@pytest.mark.parametrize("revision", ["", "x", "-1", "99", "9" * 30])
def test_a_revision_that_is_none_changes_nothing(revision, client, row):
    couple = make.couple(row)
    send(client, row, change="pin", mentee=couple[0], mentor=couple[1], revision=revision)
    assert not Step.objects.exists()


def test_undo_and_redo_by_buttons(client, row, address):
    couple = make.couple(row)
    send(client, row, change="ban", mentee=couple[0], mentor=couple[1])
    assert "With your one change, no other arrangement does better." in client.get(address("show", row)).text
    assert client.post(address("undo", row), {"revision": "1"}).status_code == 303
    assert "no changes yet" in client.get(address("show", row)).text
    client.post(address("redo", row), {"revision": "2"})
    assert queries.draft(Round.objects.get()).bounds.bans == {couple}
    stale = client.post(address("undo", row), {"revision": "2"})
    assert "Somebody changed the draft" in client.get(stale["Location"]).text


def test_nothing_to_undo_or_redo_is_said(client, row, address):
    for name in ("undo", "redo"):
        answer = client.post(address(name, row), {"revision": "0"})
        assert f"nothing to {name}" in client.get(answer["Location"]).text


def test_a_draft_without_changes_says_what_can_be_done(client, row, address):
    assert "No changes yet" in client.get(address("draft", row)).text


# Taking it along


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_exports_are_files_and_are_noted(name, kind, client, row, robin, address):
    answer = client.get(address(name, row))
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert answer["Content-Disposition"] == f'attachment; filename="nine-month-program-2027-round-1.{name}"'
    assert AuditNote.objects.filter(verb="round.exported", facts={"form": name}).count() == 1
    assert AccessNote.objects.filter(reader=robin, page=f"round.export.{name}").count() == 1


def test_the_paper_has_everybody(client, row, address):
    page = client.get(address("print", row)).text
    assert all(name in page for name in queries.draft(row).names.values())


def test_a_step_that_a_later_one_overrules_says_so_and_offers_nothing(client, row, address):
    mentee, first = make.couple(row, 0)
    second = make.couple(row, 1)[1]
    send(client, row, change="pin", mentee=mentee, mentor=first)
    send(client, row, change="give", mentee=mentee, mentor=second, revision="1")
    page = client.get(address("draft", row)).text
    assert page.count("overruled by a later change") == 1
    assert f"change=unpin&amp;mentee={mentee}&amp;mentor={second}" in page
    assert f"change=unpin&amp;mentee={mentee}&amp;mentor={first}" not in page
