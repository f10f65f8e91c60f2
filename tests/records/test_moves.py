"""Moves between states: legal ones only, and only one of two who click at once."""

import pytest

from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MOVES, MailState
from mentorquilt.records.moves import IllegalMove, move
from tests.factories.programs import NOW

pytestmark = pytest.mark.django_db


def mail(state: str) -> Mail:
    return Mail.objects.create(key=state, role="r", state=state, to_address="a@x.org", drafted_at=NOW)


@pytest.mark.parametrize("start", MailState.values)
@pytest.mark.parametrize("end", MailState.values)
def test_only_the_tables_moves_are_made(start, end):
    row = mail(start)

    if end in MOVES[MailState(start)]:
        move(row, end, moves=MOVES)
        assert Mail.objects.get().state == end
    else:
        with pytest.raises(IllegalMove):
            move(row, end, moves=MOVES)
        assert Mail.objects.get().state == start


def test_the_second_of_two_who_hold_the_same_row_is_refused():
    first = mail(MailState.DRAFT)
    second = Mail.objects.get()
    move(first, MailState.APPROVED, moves=MOVES)

    with pytest.raises(IllegalMove):
        move(second, MailState.DISCARDED, moves={MailState.DRAFT: {MailState.DISCARDED}})


def test_other_columns_move_along():
    row = mail(MailState.SENDING)
    move(row, MailState.SENT, moves=MOVES, sent_at=NOW)

    assert Mail.objects.get().sent_at == row.sent_at == NOW
