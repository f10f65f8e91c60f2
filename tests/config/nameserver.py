"""A name server on loopback that speaks the protocol: answers TXT questions from a table, refuses or stays silent."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset

SILENT = "silent"


class NameServer(threading.Thread):
    """Answers on a UDP port of its own until stopped; ``table`` maps names to their TXT records."""

    def __init__(self, table: dict[str, list[str]], mood: str = "") -> None:
        super().__init__(daemon=True)
        self.table, self.mood = table, mood
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.settimeout(0.1)
        self.port, self.stop, self.asked = self.socket.getsockname()[1], threading.Event(), []

    def run(self) -> None:
        while not self.stop.is_set():
            with contextlib.suppress(TimeoutError):
                data, whence = self.socket.recvfrom(4096)
                if self.mood != SILENT:
                    self.socket.sendto(self.answer(data), whence)
        self.socket.close()

    def answer(self, data: bytes) -> bytes:
        question = dns.message.from_wire(data)
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.RA
        name = question.question[0].name
        self.asked.append(name.to_text(omit_final_dot=True))
        if self.mood:
            answer.set_rcode(dns.rcode.from_text(self.mood))
        elif texts := self.table.get(name.to_text(omit_final_dot=True)):
            # A record longer than 255 bytes travels in pieces.
            pieces = [
                " ".join(f'"{text[at : at + 200]}"' for at in range(0, len(text), 200)) for text in texts
            ]
            answer.answer.append(dns.rrset.from_text_list(name, 60, "IN", "TXT", pieces))
        else:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer.to_wire(max_size=4096)


@contextlib.contextmanager
def serving(table: dict[str, list[str]], mood: str = "") -> Iterator[dns.resolver.Resolver]:
    """Run a name server and give a resolver that asks it alone."""
    server = NameServer(table, mood)
    server.start()
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], server.port
    try:
        yield resolver
    finally:
        server.stop.set()
        server.join()
