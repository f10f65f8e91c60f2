"""Handing mail to an SMTP server that may hang: every conversation has an end, however slowly the server drips.

A socket's time-out counts from byte to byte; a server that sends one byte in a while would hold the worker for
hours. Here a clock cuts the line when a whole conversation takes too long.
"""

import contextlib
import smtplib
import socket
import threading
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import smtp

MOST_SECONDS = 30.0


class _Line:
    """A second handle on a connection's socket, by which another thread can cut it, wrapped in TLS or not."""

    handle: socket.socket | None = None

    def hold(self, made: socket.socket) -> socket.socket:
        """Keep a handle on a new socket and return the socket."""
        self.let_go()
        self.handle = made.dup()
        return made

    def cut(self) -> None:
        """End the conversation from here; whoever waits for the server reads an end."""
        if self.handle is not None:
            with contextlib.suppress(OSError):
                self.handle.shutdown(socket.SHUT_RDWR)

    def let_go(self) -> None:
        """Close the handle."""
        if self.handle is not None:
            self.handle.close()
            self.handle = None


class _Plain(smtplib.SMTP):
    """SMTP whose socket can be cut."""

    line: _Line

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return self.line.hold(super()._get_socket(host, port, timeout))  # type: ignore[misc]


class _Wrapped(smtplib.SMTP_SSL):
    """SMTP over TLS from the first byte, whose socket can be cut before TLS stands."""

    line: _Line

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        made = self.line.hold(socket.create_connection((host, port), timeout, self.source_address))
        return self.context.wrap_socket(made, server_hostname=host)


class EmailBackend(smtp.EmailBackend):
    """Django's SMTP backend with an end to every conversation (P5)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = _Line()

    @property
    def connection_class(self) -> Any:
        base = _Wrapped if self.use_ssl else _Plain
        return type(base.__name__, (base,), {"line": self.line})

    def open(self) -> bool | None:
        with self.at_most(MOST_SECONDS):
            return super().open()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with self.at_most(MOST_SECONDS):
            return super().send_messages(email_messages)

    def close(self) -> None:
        with self.at_most(MOST_SECONDS / 3):
            super().close()
        self.line.let_go()

    @contextlib.contextmanager
    def at_most(self, seconds: float) -> Iterator[None]:
        """Cut the line when the block has not ended in time."""
        clock = threading.Timer(seconds, self.line.cut)
        clock.daemon = True
        clock.start()
        try:
            yield
        finally:
            clock.cancel()
