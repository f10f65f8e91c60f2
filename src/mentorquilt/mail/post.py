"""The way out for one round of mails: one connection for all of them, and what a server's refusal means."""

import contextlib
import smtplib
from types import TracebackType
from typing import Any, Self

from django.core.mail import EmailMessage, get_connection

LASTING = 500


class NotDelivered(Exception):
    """The mail was not taken; the text says why, for the person who looks after it."""


class Passing(NotDelivered):
    """It may be taken another time."""


class NoServer(Passing):
    """No server took up the conversation, so no other mail of this round would leave either."""


class Lasting(NotDelivered):
    """This mail will never be taken as it is."""


class Bounced(Lasting):
    """The address does not receive mail."""


class Post:
    """One connection, opened with the first mail and renewed after a fault."""

    def __init__(self) -> None:
        self.connection: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.hang_up()

    def hand_over(self, message: EmailMessage) -> None:
        """Give one mail to the server; raises Passing, NoServer, Lasting or Bounced. A fault at QUIT is none."""
        self._take_up()
        try:
            self.connection.send_messages([message])
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            raise meaning(error) from error
        except Exception as error:
            self.hang_up()
            raise meaning(error) from error

    def _take_up(self) -> None:
        if self.connection is not None:
            return
        fresh = get_connection()
        try:
            fresh.open()
        except Exception as error:
            with contextlib.suppress(Exception):
                fresh.close()
            raise NoServer(told(error)) from error
        self.connection = fresh

    def hang_up(self) -> None:
        """End the conversation; what the server says to that changes nothing about mails it has taken."""
        if self.connection is not None:
            with contextlib.suppress(Exception):
                self.connection.close()
            self.connection = None


def told(error: Exception) -> str:
    """Return what happened in one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return f"{code} {_text(words)}"[:280]
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"[:280]
    return f"{type(error).__name__}: {' '.join(str(error).split())}"[:280]


def meaning(error: Exception) -> NotDelivered:
    """Return what a fault after the greeting means for the mail in hand."""
    said = told(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        if code < LASTING:
            return Passing(said)
        return Lasting(said) if _text(words).startswith("5.7.") else Bounced(said)
    if isinstance(error, smtplib.SMTPResponseException):
        if error.smtp_code < LASTING:
            return Passing(said)
        return Bounced(said) if _text(error.smtp_error).startswith("5.1.") else Lasting(said)
    if (
        type(error).__name__ == "AnymailRecipientsRefused"
    ):  # a provider's API; known by name, as it is optional
        return Bounced(said)
    if isinstance(error, ValueError | LookupError | TypeError):
        return Lasting(said)  # a name or an address that no mail can carry
    return Passing(said)


def _text(words: Any) -> str:
    return " ".join((words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)).split())
