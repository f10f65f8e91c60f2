"""Do other mail servers believe the sender: SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489) of its domain."""

import re
from collections.abc import Iterator, Sequence
from email.utils import parseaddr
from typing import Any

import dns.exception
import dns.name
import dns.resolver

from mentorquilt.config.checkup.findings import Finding, Grade

LIFETIME_SECONDS = 4.0
SPF_LOOKUPS = 10
ASKS_THE_NAME_SERVER = ("include", "a", "mx", "ptr", "exists", "redirect")
LOCAL = ("localhost", "example", "invalid", "test")


class NoAnswer(Exception):
    """The name servers could not be asked; nothing is known."""


class Domain:
    """What the name servers say of one domain."""

    def __init__(self, name: str, resolver: Any) -> None:
        self.name, self.resolver = name, resolver

    def texts(self, name: str) -> list[str]:
        """Return the TXT records of a name, joined as the standards say; raises NoAnswer."""
        try:
            found = self.resolver.resolve(name, "TXT", lifetime=LIFETIME_SECONDS)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except (dns.exception.DNSException, UnicodeError) as problem:
            raise NoAnswer(type(problem).__name__) from None
        return [b"".join(row.strings).decode("utf-8", "replace") for row in found]


def domain_of(sender: str) -> str:
    """Return the domain of a sender's address, lower case; empty when it has none."""
    _, at, domain = parseaddr(sender)[1].rpartition("@")
    return domain.strip().lower() if at else ""


def sender_findings(sender: str, selectors: Sequence[str], resolver: Any = None) -> Iterator[Finding]:
    """Ask about the sender's domain; ``selectors`` are the names of its DKIM keys."""
    name = domain_of(sender)
    if not name or name.rpartition(".")[2] in LOCAL:
        words = f"{sender} is no address of a real domain"
        yield Finding(Grade.WARN, "sender", words, "Set MENTORQUILT_FROM to an address of your own domain.")
        return
    domain = Domain(name, resolver or dns.resolver.Resolver())
    try:
        yield spf(domain)
        yield from dkim(domain, selectors)
        yield dmarc(domain)
    except NoAnswer as problem:
        words = f"the name servers of {name} could not be asked ({problem})"
        yield Finding(Grade.WARN, "sender", words, "Run this where names can be looked up, then look again.")


def spf(domain: Domain) -> Finding:
    """Judge who may send for the domain."""
    found = [text for text in domain.texts(domain.name) if re.match(r"v=spf1(\s|$)", text, re.IGNORECASE)]
    if not found:
        do = f'Add a TXT record to {domain.name}: "v=spf1 include:YOUR-MAIL-PROVIDER -all"'
        return Finding(Grade.WRONG, "SPF", "is missing: anybody may claim to send for you", do)
    if len(found) > 1:
        return Finding(
            Grade.WRONG, "SPF", "is there twice, which counts as none", "Join the records into one."
        )
    terms = found[0].lower().split()[1:]
    asked = [re.split("[:/=]", term.lstrip("+-~?"))[0] for term in terms]
    if sum(word in ASKS_THE_NAME_SERVER for word in asked) > SPF_LOOKUPS:
        return Finding(Grade.WRONG, "SPF", "asks for more than ten look-ups, so it is ignored", "Shorten it.")
    last = terms[-1] if terms else ""
    if last in {"all", "+all"}:
        return Finding(Grade.WRONG, "SPF", "ends in +all: it lets everybody send for you", "End it in -all.")
    if last == "?all" or not (last.endswith("all") or last.startswith("redirect=")):
        return Finding(Grade.WARN, "SPF", "does not say what to do with other senders", "End it in -all.")
    return Finding(Grade.GOOD, "SPF", found[0])


def dkim(domain: Domain, selectors: Sequence[str]) -> Iterator[Finding]:
    """Judge the keys that mails are signed with."""
    if not selectors:
        words = "not looked at: nobody said under which names the keys stand"
        do = "Ask your mail provider for the selector; set MENTORQUILT_DKIM_SELECTORS, such as s1,s2."
        yield Finding(Grade.WARN, "DKIM", words, do)
    for selector in selectors:
        where = f"{selector}._domainkey.{domain.name}"
        records = [tags(text) for text in domain.texts(where) if "p=" in text.replace(" ", "")]
        if not records:
            do = "Add the TXT record your mail provider shows you."
            yield Finding(Grade.WRONG, "DKIM", f"there is no key at {where}", do)
        elif not records[0].get("p"):
            do = "Turn on signing with a new key."
            yield Finding(Grade.WRONG, "DKIM", f"the key at {where} was withdrawn", do)
        elif records[0].get("k", "rsa") == "rsa" and len(records[0]["p"]) < 210:
            do = "Ask for one of 2048 bits."
            yield Finding(
                Grade.WARN, "DKIM", f"the key at {where} is shorter than 1024 bits or not whole", do
            )
        else:
            yield Finding(Grade.GOOD, "DKIM", f"a key stands at {where}")


def dmarc(domain: Domain) -> Finding:
    """Judge what others do with mail that is not from the domain; the organization's record counts for its parts."""
    name = dns.name.from_text(domain.name)
    found: list[str] = []
    while len(name) > 2 and not found:
        where = f"_dmarc.{name.to_text(omit_final_dot=True)}"
        found = [text for text in domain.texts(where) if re.match(r"v=DMARC1\s*(;|$)", text)]
        name = name.parent()
    if not found:
        do = f'Add a TXT record to _dmarc.{domain.name}: "v=DMARC1; p=quarantine; rua=mailto:YOU@{domain.name}"'
        return Finding(Grade.WRONG, "DMARC", "is missing; large providers ask for it", do)
    if len(found) > 1:
        return Finding(Grade.WRONG, "DMARC", "is there twice, which counts as none", "Keep one record.")
    policy = tags(found[0]).get("p", "").lower()
    if policy not in {"none", "quarantine", "reject"}:
        return Finding(Grade.WRONG, "DMARC", "has no policy, so it counts as none", "Write p=quarantine.")
    if policy == "none":
        return Finding(
            Grade.WARN, "DMARC", "only watches (p=none)", "After two quiet weeks write p=quarantine."
        )
    return Finding(Grade.GOOD, "DMARC", found[0])


def tags(text: str) -> dict[str, str]:
    """Return the ``name=value`` parts of a record, spaces left out."""
    parts = (part.partition("=") for part in text.split(";"))
    return {name.strip().lower(): "".join(value.split()) for name, sign, value in parts if sign}
