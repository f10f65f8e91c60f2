"""An SMTP server that fails on purpose: one fault at one phase of the conversation, until it is healed."""

import socket
import socketserver
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

PHASES = ("connect", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "dot", "QUIT")
FAULTS = (
    "4xx", "5xx", "421", "cut", "hang", "drip", "garbage", "reset", "endless line", "endless reply",
    "wrong code", "half a reply",
)  # fmt: skip
GOOD = {
    "connect": b"220 here\r\n",
    "EHLO": b"250-here\r\n250-STARTTLS\r\n250-AUTH PLAIN LOGIN\r\n250 SIZE 10000000\r\n",
    "STARTTLS": b"220 go\r\n",
    "AUTH": b"235 in\r\n",
    "MAIL": b"250 ok\r\n",
    "RCPT": b"250 ok\r\n",
    "DATA": b"354 go\r\n",
    "dot": b"250 taken\r\n",
    "QUIT": b"221 bye\r\n",
}


class Gone(Exception):
    """The conversation is over."""


class FaultServer(socketserver.ThreadingTCPServer):
    """Listens on a free port; ``taken`` holds what it took, with the envelope's recipients."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.fault = ("", "")
        self.taken: list[tuple[tuple[str, ...], bytes]] = []
        self.conversations = 0
        self.stop = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, request, client_address) -> None:
        """Say nothing: broken conversations are what this server is for."""


class Conversation(socketserver.StreamRequestHandler):
    """One client: answers well, except at the phase where the server fails."""

    server: FaultServer

    def handle(self) -> None:
        self.server.conversations += 1
        recipients: list[str] = []
        try:
            self.answer("connect")
            while line := self.rfile.readline():
                word = line.split(b":")[0].split()[0].upper().decode()
                word = "EHLO" if word == "HELO" else word
                if word == "RCPT":
                    recipients.append(line.split(b"<")[1].split(b">")[0].decode())
                if word in {"RSET", "NOOP"}:
                    self.wfile.write(b"250 ok\r\n")
                    recipients = [] if word == "RSET" else recipients
                elif word == "DATA":
                    if not self.answer("DATA"):
                        continue
                    data = b"".join(iter(self.data_line, b".\r\n"))
                    self.server.taken.append((tuple(recipients), data))
                    recipients = []
                    self.answer("dot")
                else:
                    self.answer(word)
                    if word == "QUIT":
                        return
        except (Gone, OSError):
            return

    def data_line(self) -> bytes:
        """Read one line of a mail; raises Gone at the end of the stream."""
        line = self.rfile.readline()
        if not line:
            raise Gone
        return line

    def answer(self, phase: str) -> bool:
        """Answer well and return True, or with the fault when this is its phase."""
        fault, at = self.server.fault
        if at != phase:
            self.wfile.write(GOOD[phase])
            return True
        self.fail(fault, phase)
        return False

    def fail(self, fault: str, phase: str) -> None:
        """Do what the fault says; the lasting ones end when the client is gone or the test is over."""
        if fault in {"4xx", "5xx", "wrong code"}:
            self.wfile.write(
                {"4xx": b"451 not now\r\n", "5xx": b"554 never\r\n", "wrong code": b"299 what\r\n"}[fault]
            )
            return
        if fault == "421":
            self.wfile.write(b"421 closing\r\n")
        elif fault == "garbage":
            self.wfile.write(b"\xff\xfe\x00 what is this\r\n")
        elif fault == "half a reply":
            self.wfile.write(GOOD[phase][:2])
        elif fault == "endless line":
            self.wfile.write(b"2" * 20_000)
        elif fault == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        elif fault in {"hang", "drip", "endless reply"}:
            self.dawdle(fault)
        raise Gone

    def dawdle(self, fault: str) -> None:
        while not self.server.stop.is_set():
            if fault == "drip":
                self.wfile.write(b"2")
            elif fault == "endless reply":
                self.wfile.write(b"250-more\r\n")
            time.sleep(0.05)


@contextmanager
def fault_server() -> Iterator[FaultServer]:
    """Run the server for the length of the block."""
    server = FaultServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop.set()
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
