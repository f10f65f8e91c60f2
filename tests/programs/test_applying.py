"""The import itself: all or nothing, once, only what the sheet says, and what it leaves behind."""

import pytest
from django.urls import reverse

from mentorquilt import gate
from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Background, Member, Mentoring, Profile, Term
from mentorquilt.programs.models import Enrolment
from mentorquilt.records.models import AuditNote
from mentorquilt.sigs.models import Sig, SigMember
from tests.factories import programs as make
from tests.factories import sheets as messy
from tests.factories.society import society
from tests.programs import importing

pytestmark = pytest.mark.django_db
MENTOR = "E-mail,Name,Stage,Mentees,Topics"


@pytest.fixture
def into():
    society()
    return make.cohort()


@pytest.fixture(autouse=True)
def robin(client):
    robin = make.staff("robin@x.org")
    client.force_login(robin)
    return robin


def test_new_people_become_members_without_password_and_are_enrolled(client, into, robin):
    importing.bring_in(
        client,
        into,
        mentee=importing.csv('Ana@X.org,"Lima, Ana",PGY-4'),
        mentor=importing.csv("m@x.org,Dr. Mo Ra MD PhD,Late career,2,Leadership", headings=MENTOR),
    )
    ana, mo = Member.objects.get(email="ana@x.org"), Member.objects.get(email="m@x.org")

    assert (ana.profile.full_name, ana.profile.family_name, ana.profile.stage) == (
        "Ana Lima",
        "Lima",
        "resident",
    )
    assert (ana.has_usable_password(), ana.membership.status, ana.kind) == (False, "pending", "member")
    assert (mo.profile.titles, mo.profile.credentials) == ("Dr.", "MD, PhD")
    assert (mo.mentoring.is_willing, mo.mentoring.capacity, mo.offer.topics) == (True, 2, ["leadership"])
    mentee = Enrolment.objects.get(member=ana)
    assert (mentee.role, mentee.state, mentee.origin, mentee.enrolled_by) == (
        "mentee",
        "approved",
        "import",
        robin,
    )
    assert [slot.mentor_type for slot in mentee.slots.all()] == [""]
    assert Enrolment.objects.get(member=mo).places == 2


def test_groups_named_in_a_sheet_are_joined_and_never_left(client, into):
    headings = "E-mail,Name,Stage,Mentees,Topics,Interest groups"
    row = 'm@x.org,Mo Ra,Late career,1,Leadership,"{}"'
    importing.bring_in(
        client, into, mentor=importing.csv(row.format("Pain; Rural Practice"), headings=headings)
    )
    pain = Sig.objects.get(slug="pain")
    assert (pain.is_hidden, pain.is_open) == (True, False)
    assert {each.sig.name for each in SigMember.objects.filter(member__email="m@x.org")} == {
        "Pain",
        "Rural Practice",
    }

    importing.bring_in(client, into, mentor=importing.csv(row.format("Regional"), headings=headings))
    assert SigMember.objects.filter(member__email="m@x.org").count() == 3


def test_the_sheet_is_gone_and_only_counts_are_left(client, into):
    importing.bring_in(client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4", ",No Address,PGY-4"))
    row = importing.sheet(into)

    assert (row.state, row.table, row.mapping, row.choices) == ("applied", None, None, None)
    assert row.report == {
        "people": 1, "new": 1, "changed": 0, "same": 0, "enrolled": 1, "left_out": {}, "bad": 1, "bad_rows": [3],
    }  # fmt: skip
    text = client.get(reverse("programs:import_done", args=[into.ref])).content.decode()
    assert "1 row did not come in: 3" in text
    assert reverse("programs:supply", args=[into.ref]) in text
    assert list(AuditNote.objects.filter(verb__startswith="sheet.").order_by("pk").values_list("verb", flat=True)) == [
        "sheet.uploaded", "sheet.understood", "sheet.imported",
    ]  # fmt: skip


def test_a_changed_row_updates_by_address_and_only_what_it_says(client, into):
    headings = "E-mail,Name,Stage,Specialty,Bio"
    importing.bring_in(
        client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4,Anesthesiology,I ski.", headings=headings)
    )
    importing.upload(client, into, mentee=importing.csv("A@x.org,Ana Lima-Ek,Fellow,,", headings=headings))
    importing.settle(client, importing.sheet(into))
    text = importing.check_page(client, into)
    assert "<s>Resident</s>" in text
    importing.press(client, into, importing.last_click(client, into))

    profile = Profile.objects.get(member__email="a@x.org")
    assert (profile.full_name, profile.stage) == ("Ana Lima-Ek", "fellow")
    assert (profile.specialty, profile.bio) == ("anesthesiology", "I ski.")
    assert profile.name_search == "lima-ek ana lima-ek"
    assert Enrolment.objects.count() == 1


@pytest.mark.guarantee
def test_what_a_member_changed_herself_survives_the_same_row(client, into):
    data = importing.csv("a@x.org,Ana Lima,PGY-4")
    importing.bring_in(client, into, mentee=data)
    Profile.objects.update(stage="fellow", bio="Mine.")
    importing.bring_in(client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4", "b@x.org,Bo Ek,PGY-4"))

    assert Profile.objects.get(member__email="a@x.org").stage == "fellow"
    assert Profile.objects.get(member__email="a@x.org").bio == "Mine."


@pytest.mark.guarantee
def test_private_things_are_never_touched(client, into):
    member = make.physician("a@x.org", is_listed=False)
    Background.objects.create(member=member, shares=["first_generation"], wishes=[], consented_at=make.NOW)
    importing.bring_in(
        client,
        into,
        mentee=importing.csv("a@x.org,Ana Lima,PGY-4,Veteran", headings="E-mail,Name,Stage,Background"),
    )

    member.profile.refresh_from_db()
    assert member.profile.is_listed is False
    assert Background.objects.get().shares == ["first_generation"]


def test_staff_who_sign_up_keep_their_rights_and_become_members(client, into, robin):
    importing.bring_in(
        client, into, mentor=importing.csv("robin@x.org,Robin Hale,Late career,1,", headings=MENTOR)
    )
    robin.refresh_from_db()

    assert (robin.kind, robin.grants.count(), robin.profile.full_name) == ("member", 1, "Robin Hale")


def test_one_to_two_mentees_count_as_one_and_too_many_as_the_cap(client, into):
    importing.upload(
        client,
        into,
        mentor=importing.csv(
            "a@x.org,Ana Lima,Late career,1-2,", "b@x.org,Bo Ek,Late career,9,", headings=MENTOR
        ),
    )
    importing.settle(client, importing.sheet(into, "mentor"))
    text = importing.check_page(client, into)
    assert "“1-2” was read as 1" in text
    assert "9 mentees are more than a mentor may take here; 3 places count." in text
    importing.press(client, into, importing.last_click(client, into))

    assert dict(Enrolment.objects.values_list("member__email", "places")) == {"a@x.org": 1, "b@x.org": 3}
    assert dict(Mentoring.objects.values_list("member__email", "capacity")) == {"a@x.org": 1, "b@x.org": 3}


def test_a_stage_that_the_program_does_not_take_is_left_out_unless_meant_and_then_logged(client, into):
    importing.upload(
        client, into, mentee=importing.csv("a@x.org,Ana Lima,Late career", "b@x.org,Bo Ek,Late career")
    )
    importing.settle(client, importing.sheet(into))
    url = reverse("programs:import_check", args=[into.ref])
    assert "Late career, as mentee" in importing.check_page(client, into)
    client.post(url, {"stage:mentee:a@x.org": "enrol", "stage:mentee:b@x.org": "leave"})
    importing.press(client, into, importing.last_click(client, into))

    row = Enrolment.objects.get()
    assert row.member.email == "a@x.org"
    assert not Member.objects.filter(email="b@x.org").exists()
    note = AuditNote.objects.get(verb="enrolment.stage_allowed")
    assert note.about_ref == str(row.ref)
    assert importing.sheet(into).report["left_out"] == {"stage": 1}


def test_all_of_a_stage_are_enrolled_with_one_button(client, into):
    importing.upload(
        client, into, mentee=importing.csv("a@x.org,Ana Lima,Late career", "b@x.org,Bo Ek,Late career")
    )
    importing.settle(client, importing.sheet(into))
    client.post(reverse("programs:import_check", args=[into.ref]), {"all": "enrol"})
    importing.press(client, into, importing.last_click(client, into))

    assert Enrolment.objects.count() == 2


def test_people_who_withdrew_or_left_stay_out(client, into):
    data = importing.csv("a@x.org,Ana Lima,PGY-4", "b@x.org,Bo Ek,PGY-4")
    importing.bring_in(client, into, mentee=data)
    Enrolment.objects.filter(member__email="a@x.org").update(state="withdrawn")
    Member.objects.filter(email="b@x.org").update(is_active=False)
    importing.bring_in(client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-2", "b@x.org,Bo Ek,PGY-2"))

    assert Enrolment.objects.get(member__email="a@x.org").state == "withdrawn"
    assert importing.sheet(into).report["left_out"] == {"withdrawn": 1, "closed": 1}
    assert Profile.objects.get(member__email="a@x.org").stage == "resident"


def test_those_who_are_asked_first_get_one_mail_each(client, into):
    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4", "b@x.org,Bo Ek,PGY-4"))
    importing.settle(client, importing.sheet(into))
    importing.press(client, into, importing.last_click(client, into, state_mentee="unconfirmed"))

    assert set(Enrolment.objects.values_list("state", flat=True)) == {"unconfirmed"}
    assert sorted(Mail.objects.values_list("to_address", flat=True)) == ["a@x.org", "b@x.org"]
    importing.bring_in(client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4", "c@x.org,Cy Oh,PGY-4"))
    assert Enrolment.objects.get(member__email="a@x.org").state == "approved"
    assert Mail.objects.count() == 2


def test_answers_kept_as_written_become_terms_of_the_society(client, into):
    from mentorquilt.programs.queries import digest_of

    importing.upload(
        client,
        into,
        mentee=importing.csv("a@x.org,Ana Lima,Wilderness Dentistry", headings="E-mail,Name,Specialty"),
    )
    row = importing.sheet(into)
    key = digest_of("Wilderness Dentistry")
    client.post(reverse("programs:import_column", args=[row.ref, 2]), {f"answer-2-{key}": "as_written"})
    importing.settle(client, row)
    importing.press(client, into, importing.last_click(client, into))

    profile = Profile.objects.get(member__email="a@x.org")
    term = Term.objects.get(kind="specialty", slug=profile.specialty)
    assert (term.label, term.is_shipped) == ("Wilderness Dentistry", False)


def test_bad_rows_come_back_with_reasons_and_can_be_read_again(client, into):
    importing.upload(client, into, mentee=importing.csv("=cmd@x,Ana Lima,PGY-4", "b@x.org,Bo Ek,PGY-4"))
    row = importing.sheet(into)
    importing.settle(client, row)
    for form in ("csv", "xlsx"):
        answer = client.get(reverse("programs:import_bad_rows", args=[row.ref, form]))
        table = gate.read_table(answer.content)
        assert table.headings == ("E-mail", "Name", "Stage", "What to do")
        assert [cells[1] for cells in table.rows] == ["Ana Lima"]
        assert "is not an e-mail address" in table.rows[0][3]
        assert f'filename="mentee-to-correct.{form}"' in answer["Content-Disposition"]
    assert b"'=cmd" in client.get(reverse("programs:import_bad_rows", args=[row.ref, "csv"])).content


def test_the_messy_pair_of_sheets(client, into):
    importing.upload(client, into, mentee=messy.mentees_csv(), mentor=("m.xlsx", messy.mentors_xlsx()))
    mentees, mentors = importing.sheet(into, "mentee"), importing.sheet(into, "mentor")
    importing.settle(client, mentees, **{"field-5": "institutions", "field-7": "region"})
    importing.settle(client, mentors)
    text = importing.check_page(client, into)
    for words in (
        "This row has no e-mail address.",
        "is not an e-mail address.",
        "This cell has 301 characters",
        "This row has no name.",
        "“1-2” was read as 1",
        "“as many as you like” is no number; 1 was taken.",
        "It was kept as plain text, not as a formula.",
        "Nobody knows yet what “Klingon” means",
        "Late career, as mentee",
        "Resident, as mentor",
        "wishes count for nothing",
        "stay two people",
        "places stay empty",
    ):
        assert words in text, words
    importing.press(client, into, importing.last_click(client, into))

    assert Enrolment.objects.filter(role="mentee").count() == 56
    assert Enrolment.objects.filter(role="mentor").count() == 58
    layla = Member.objects.get(profile__full_name="ليلى حداد")
    assert layla.profile.family_name == "حداد"
    maya = Member.objects.get(email=messy.address(0, "salinaregional.example"))
    assert (maya.profile.stage, maya.profile.setting, maya.whereabouts.city) == (
        "resident",
        "community",
        "US/KS/salina",
    )
    assert maya.needs.get().topics == ["compensation_contracts", "leadership"]
    assert maya.needs.get().seeks.startswith("I want to start an acute pain service")
    paused = Member.objects.get(profile__full_name__startswith=messy.name(156)[0], email__contains="156")
    assert paused.mentoring.capacity == 1


def test_the_number_of_statements_hardly_depends_on_the_number_of_rows(
    client, into, django_assert_max_num_queries
):
    many = importing.csv(*(f"p{n}@x.org,Person Number{n},PGY-4" for n in range(120)))
    importing.upload(client, into, mentee=many)
    importing.settle(client, importing.sheet(into))
    data = importing.last_click(client, into)
    with django_assert_max_num_queries(75):
        assert importing.press(client, into, data).status_code == 303
    assert Enrolment.objects.count() == 120
