"""The matching page: what columns and answers mean, saved as chosen, remembered for the next sheet."""

import pytest
from django.urls import reverse

from mentorquilt.programs.models import RememberedMapping
from mentorquilt.programs.queries import digest_of, open_sheet
from tests.factories import programs as make
from tests.factories import sheets as messy
from tests.factories.society import society
from tests.programs import importing

pytestmark = pytest.mark.django_db


@pytest.fixture
def into():
    society()
    return make.cohort()


@pytest.fixture(autouse=True)
def robin(client):
    robin = make.staff("robin@x.org")
    client.force_login(robin)
    return robin


def column(client, row, index, *, htmx=False, **data):
    headers = {"HX-Request": "true"} if htmx else {}
    named = {name.replace("__", "-"): value for name, value in data.items()}
    return client.post(reverse("programs:import_column", args=[row.ref, index]), named, headers=headers)


def field(row, index):
    row.refresh_from_db()
    return open_sheet(row).mapping.columns[index]


def answers(row, index):
    return dict(field(row, index).answers)


def test_unsure_columns_come_first_and_certain_ones_are_folded(client, into):
    importing.upload(client, into, mentee=messy.mentees_csv())
    text = client.get(reverse("programs:import_columns", args=[importing.sheet(into).ref])).content.decode()

    look, unknown, settled = (
        text.index('id="look"'),
        text.index('id="unknown"'),
        text.index("columns understood</h2>"),
    )
    assert look < text.index("What would you like help with?", look) < unknown
    assert unknown < text.index("T-shirt size", unknown) < settled
    assert settled < text.index("Email Address", settled)
    assert "Dr. Maya Okafor" in text


def test_a_column_gets_another_meaning_at_once(client, into):
    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4"))
    row = importing.sheet(into)
    answer = column(client, row, 2, htmx=True, field__2="job_title")

    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="column-2"' in text
    assert "chosen by you" in text
    assert 'id="preview" hx-swap-oob' in text
    assert field(row, 2).field == "job_title"


def test_an_unknown_answer_is_chosen_typed_kept_or_left_out(client, into):
    importing.upload(
        client,
        into,
        mentee=importing.csv(
            "a@x.org,Ana Lima,Quuxology",
            "b@x.org,Bo Ek,Frobnics",
            "c@x.org,Cy Oh,Zyxics",
            "d@x.org,Di Um,Blortics",
            headings="E-mail,Name,Specialty",
        ),
    )
    row = importing.sheet(into)
    keys = {text: digest_of(text) for text in ("Quuxology", "Frobnics", "Zyxics", "Blortics")}
    column(
        client,
        row,
        2,
        **{
            f"answer__2__{keys['Quuxology']}": "anesthesiology",
            f"typed__2__{keys['Frobnics']}": "General surgery",
            f"answer__2__{keys['Zyxics']}": "as_written",
            f"answer__2__{keys['Blortics']}": "ignore",
        },
    )

    assert answers(row, 2) == {
        "Quuxology": ("anesthesiology",),
        "Frobnics": ("general_surgery",),
        "Zyxics": ("as_written",),
        "Blortics": ("ignore",),
    }


def test_a_term_that_no_list_has_is_refused_beside_its_answer(client, into):
    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana,Quux", headings="E-mail,Name,Specialty"))
    row = importing.sheet(into)
    answer = column(client, row, 2, **{f"typed__2__{digest_of('Quux')}": "Nonsensology"})

    assert answer.status_code == 422
    assert "“Nonsensology” is not in the list" in answer.content.decode()
    assert answers(row, 2) == {}


def test_a_likely_meaning_is_taken_with_one_click(client, into):
    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana Lima,Attending"))
    row = importing.sheet(into)
    column(client, row, 2, take=f"2-{digest_of('Attending')}-early")

    assert answers(row, 2) == {"Attending": ("early",)}


def test_guesses_are_confirmed_together(client, into):
    importing.upload(
        client,
        into,
        mentee=importing.csv(
            "a@x.org,Ana,Anesthesiolgy", "b@x.org,Bo,Emergncy medicine", headings="E-mail,Name,Specialty"
        ),
    )
    row = importing.sheet(into)
    column(client, row, 2, confirm="2")

    assert answers(row, 2) == {
        "Anesthesiolgy": ("anesthesiology",),
        "Emergncy medicine": ("emergency_medicine",),
    }


def test_another_separator_cuts_answers_anew(client, into):
    importing.upload(
        client,
        into,
        mentee=importing.csv("a@x.org,Ana Lima,Leadership/Burnout", headings="E-mail,Name,Topics wanted"),
    )
    row = importing.sheet(into)
    assert "Leadership/Burnout" not in answers(row, 2)
    column(client, row, 2, cut__2="/")

    assert field(row, 2).separator == "/"


def test_next_is_refused_while_no_column_gives_the_address(client, into):
    importing.upload(client, into, mentee=importing.csv("Ana Lima,PGY-4", headings="Name,Stage"))
    row = importing.sheet(into)
    answer = importing.settle(client, row)

    row.refresh_from_db()
    assert answer.status_code == 422
    assert "No column gives the e-mail address" in answer.content.decode()
    assert row.state == "mapping"


def test_the_page_works_without_javascript(client, into):
    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana Lima,Attending"))
    row = importing.sheet(into)
    key = digest_of("Attending")
    answer = client.post(
        reverse("programs:import_columns", args=[row.ref]),
        {"save": "1", "field-0": "email", "field-1": "name", "field-2": "stage", f"answer-2-{key}": "mid"},
    )

    assert (answer.status_code, answer["Location"]) == (
        303,
        reverse("programs:import_columns", args=[row.ref]),
    )
    assert answers(row, 2) == {"Attending": ("mid",)}


def test_next_leads_to_the_other_sheet_and_then_to_the_people(client, into):
    importing.upload(client, into, mentee=messy.mentees_csv(), mentor=messy.mentors_xlsx())
    mentees, mentors = importing.sheet(into, "mentee"), importing.sheet(into, "mentor")

    assert importing.settle(client, mentees)["Location"] == reverse(
        "programs:import_columns", args=[mentors.ref]
    )
    assert importing.settle(client, mentors)["Location"] == reverse("programs:import_people", args=[into.ref])


def test_a_change_after_next_asks_for_another_look(client, into):
    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4"))
    row = importing.sheet(into)
    importing.settle(client, row)
    column(client, row, 2, field__2="job_title")
    row.refresh_from_db()

    assert row.state == "mapping"
    page = client.get(reverse("programs:import_check", args=[into.ref]), follow=True)
    assert page.redirect_chain[-1][0] == reverse("programs:import_columns", args=[row.ref])


def test_what_was_settled_is_offered_for_the_next_sheet(client, into):
    headings = "E-mail,Name,Rung,Where"
    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana Lima,Attending,X", headings=headings))
    row = importing.sheet(into)
    column(client, row, 2, field__2="stage")
    column(client, row, 2, **{f"answer__2__{digest_of('Attending')}": "mid"})
    column(client, row, 3, field__3="ignore")
    importing.settle(client, row)
    importing.press(client, into, importing.last_click(client, into))

    importing.upload(client, into, mentee=importing.csv("b@x.org,Bo Ek,Attending,Y", headings=headings))
    again = importing.sheet(into)
    assert [each.field for each in open_sheet(again).mapping.columns] == ["email", "name", "stage", "ignore"]
    assert answers(again, 2) == {"Attending": ("mid",)}
    text = client.get(reverse("programs:import_columns", args=[again.ref])).content.decode()
    assert text.count("as last time") >= 3
    assert RememberedMapping.objects.filter(kind="answer", field="stage", written="attending").count() == 1


def test_answers_are_remembered_for_mentors_too(client, into):
    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana Lima,Attending"))
    row = importing.sheet(into)
    column(client, row, 2, **{f"answer__2__{digest_of('Attending')}": "mid"})
    importing.settle(client, row)
    importing.press(client, into, importing.last_click(client, into))
    importing.upload(client, into, mentor=importing.csv("m@x.org,Mo Ra,Attending"))

    assert answers(importing.sheet(into, "mentor"), 2) == {"Attending": ("mid",)}


def test_long_answers_are_never_remembered(client, into):
    words = "I came to this country late and " * 5
    importing.upload(
        client, into, mentee=importing.csv(f"a@x.org,Ana Lima,{words}", headings="E-mail,Name,Specialty")
    )
    row = importing.sheet(into)
    column(client, row, 2, **{f"answer__2__{digest_of(words.strip())}": "anesthesiology"})
    importing.settle(client, row)
    importing.press(client, into, importing.last_click(client, into))

    assert not RememberedMapping.objects.filter(written__contains="country").exists()


def test_a_row_is_shown_as_it_is_read(client, into):
    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4", ",Nobody,PGY-1"))
    row = importing.sheet(into)
    url = reverse("programs:import_row", args=[row.ref])
    shown = client.get(url, {"row": "3"}, headers={"HX-Request": "true"}).content.decode()

    assert "This row does not come in." in shown
    assert "This row has no e-mail address." in shown
    assert client.get(url, {"row": "3"})["Location"].endswith("?row=3#preview")


def test_the_page_asks_the_database_as_often_with_one_and_three_rows(client, into, django_assert_num_queries):
    importing.upload(client, into, mentee=importing.csv("a@x.org,Ana Lima,PGY-4"))
    url = reverse("programs:import_columns", args=[importing.sheet(into).ref])
    client.get(url)
    with django_assert_num_queries(10):
        client.get(url)
    importing.upload(
        client,
        into,
        mentee=importing.csv("a@x.org,Ana Lima,PGY-4", "b@x.org,Bo Ek,Quux", "c@x.org,Cy Oh,Frob"),
    )
    url = reverse("programs:import_columns", args=[importing.sheet(into).ref])
    client.get(url)
    with django_assert_num_queries(10):
        client.get(url)


def test_a_column_of_a_thousand_answers_is_shown_in_part_and_read_page_by_page(client, into):
    written = [f"Quux{n}ology" for n in range(1000)]
    rows = (f"p{n}@x.org,Ana Lima{n},{text}" for n, text in enumerate(written))
    importing.upload(client, into, mentee=importing.csv(*rows, headings="E-mail,Name,Specialty"))
    row = importing.sheet(into)
    text = client.get(reverse("programs:import_columns", args=[row.ref])).content.decode()
    assert text.count('name="answer-2-') == 25
    assert "See all 1,000" in text
    url = reverse("programs:import_column", args=[row.ref, 2])
    assert client.get(url).content.decode().count('name="answer-2-') == 100
    later = sorted(written)[150]
    key = digest_of(later)
    assert f'name="answer-2-{key}"' in client.get(url, {"page": "2"}).content.decode()
    column(client, row, 2, **{f"answer__2__{key}": "anesthesiology"}, page="2")

    assert answers(row, 2) == {later: ("anesthesiology",)}


def test_a_sheet_of_two_hundred_columns_stays_one_form(client, into):
    headings = ",".join(["E-mail", "Name", *(f"Topics wanted {n}" for n in range(198))])
    cells = [",".join([f"p{n}@x.org", "Ana Lima", *(f"quux{n} {c}" for c in range(198))]) for n in range(30)]
    importing.upload(client, into, mentee=importing.csv(*cells, headings=headings))
    row = importing.sheet(into)
    text = client.get(reverse("programs:import_columns", args=[row.ref])).content.decode()

    assert text.count(' name="') < 4000
