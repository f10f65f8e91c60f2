"""Where the announcement of a published round stands: how many mails wait, how many have left."""

from dataclasses import dataclass

from mentorquilt.mail.models import Mail
from mentorquilt.matchrounds.models import Round


@dataclass(frozen=True, slots=True)
class Announcement:
    """Counts of a published round's mails."""

    mails: int
    waiting: int

    @property
    def left(self) -> int:
        """Return how many mails have left or may have."""
        return self.mails - self.waiting

    @property
    def can_be_taken_back(self) -> bool:
        """Return whether nobody has been told yet."""
        return self.left == 0


def batch_of(match_round: Round) -> str:
    """Return the name under which the outbox keeps a round's mails together."""
    return f"round:{match_round.ref}"


def announcement(match_round: Round) -> Announcement:
    """Count the mails of a published round in two queries."""
    mine = Mail.objects.of_batch(batch_of(match_round))
    return Announcement(mine.count(), mine.not_left().count())
