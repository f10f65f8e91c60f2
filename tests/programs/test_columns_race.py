"""Two choices made at once on the matching page keep both."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from mentorquilt.programs.queries import open_sheet
from tests.factories import programs as make
from tests.factories.society import society
from tests.programs import importing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race, pytest.mark.guarantee]


def test_choices_about_two_columns_at_once_are_both_kept():
    society()
    into, robin = make.cohort(), make.staff("robin@x.org")
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(robin)
    importing.upload(
        clients[0], into, mentee=importing.csv("a@x.org,Ana,one,two", headings="E-mail,Name,P,Q")
    )
    row = importing.sheet(into)
    both = threading.Barrier(2)

    def choose(client, index, field):
        both.wait()
        client.post(reverse("programs:import_column", args=[row.ref, index]), {f"field-{index}": field})
        connection.close()

    for first, second in (("bio", "seeks"), ("job_title", "project"), ("long_term", "bio")) * 4:
        pair = [
            threading.Thread(target=choose, args=(clients[0], 2, first)),
            threading.Thread(target=choose, args=(clients[1], 3, second)),
        ]
        for thread in pair:
            thread.start()
        for thread in pair:
            thread.join()
        row.refresh_from_db()
        assert [column.field for column in open_sheet(row).mapping.columns[2:]] == [first, second]
