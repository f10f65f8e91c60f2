"""Mails as programs really write them: replies with quotes of every kind, bounces, automatic answers, bombs."""

import base64
from email.message import EmailMessage
from textwrap import dedent

WORDS = "Tuesday suits me."
HEAD = "From: Nadia <{sender}>\r\nTo: {to}\r\nSubject: Re: A question\r\nMessage-ID: <x{name}@there>\r\n"


def plain(body: str, extra: str = "", charset: str = "utf-8") -> str:
    return f"{extra}MIME-Version: 1.0\r\nContent-Type: text/plain; charset={charset}\r\n\r\n" + dedent(
        body
    ).strip().replace("\n", "\r\n")


def html(body: str) -> str:
    return f"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{dedent(body).strip()}"


def both(text: str, page: str) -> str:
    return (
        'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{dedent(text).strip()}\r\n"
        f"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{dedent(page).strip()}\r\n--b--\r\n"
    )


def encoded(text: str) -> str:
    body = base64.encodebytes(text.encode()).decode()
    return f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}"


REPLIES = {
    "plain": plain(WORDS),
    "gmail": both(
        f"{WORDS}\n\nOn Mon, Mar 2, 2026 at 4:10 PM Dr. Walter Lindqvist via Meridian <mentoring@m.example>\nwrote:"
        "\n\n> Dear Nadia,\n> When?",
        f'<div dir="ltr">{WORDS}</div><br>'
        '<div class="gmail_quote"><div>On Mon wrote:</div><blockquote>When?</blockquote></div>',
    ),
    "apple": plain(
        f"{WORDS}\n\nSent from my iPhone\n\n> On Mar 2, 2026, at 16:10, Walter <m@m.example> wrote:\n> \n> When?"
    ),
    "outlook": plain(
        f"{WORDS}\n\n________________________________\nFrom: Walter <m@m.example>"
        "\nSent: Monday, March 2, 2026 4:10 PM\nTo: Nadia\nSubject: A question\n\nWhen?"
    ),
    "outlook old": plain(
        f"{WORDS}\n\n-----Original Message-----\nFrom: Walter\nSent: Monday\nTo: Nadia\n\nWhen?"
    ),
    "outlook html": html(
        f"<html><head><style>p{{color:red}}</style></head><body><p>{WORDS}</p>"
        '<div id="divRplyFwdMsg"><b>From:</b> Walter<br><b>Sent:</b> Monday</div><p>When?</p></body></html>'
    ),
    "outlook german": plain(
        f"{WORDS}\n\nVon: Walter <m@m.example>"
        "\nGesendet: Montag, 2. M\u00e4rz 2026 16:10\nAn: Nadia\nBetreff: Frage\n\nWann?"
    ),
    "german": plain(f"{WORDS}\n\nAm 02.03.2026 um 16:10 schrieb Walter Lindqvist:\n> Wann?"),
    "german gmail": plain(
        f"{WORDS}\n\nAm Mo., 2. M\u00e4rz 2026 um 16:10 Uhr schrieb Walter via Meridian <m@m.example>:\n\n> Wann?"
    ),
    "french": plain(
        f"{WORDS}\n\nLe lun. 2 mars 2026 \u00e0 16:10, Walter <m@m.example> a \u00e9crit :\n\n> Quand ?"
    ),
    "html alone": html(f"<p>{WORDS}</p><blockquote>When?</blockquote><script>alert(1)</script>"),
    "base64": encoded(f"{WORDS}\n\n> When?"),
    "latin": plain(f"{WORDS}\n\n> Voil\u00e0?", charset="iso-8859-1"),
    "unknown charset": plain(WORDS, charset="x-nobody-knows"),
    "signature": plain(f"{WORDS}\n\n-- \nNadia Haddad, MD\nPrairie View"),
    "bottom quote": plain(f"{WORDS}\n\n> When?\n>\n> Walter"),
}


def reply(name: str, to: str, sender: str) -> bytes:
    """Return one of the replies, addressed."""
    head = HEAD.format(sender=sender, to=to, name=name.replace(" ", ""))
    charset = "iso-8859-1" if name == "latin" else "utf-8"
    return (head + REPLIES[name]).encode(charset)


def automatic(to: str, sender: str, header: str) -> bytes:
    """Return an answer that no person wrote."""
    return (f"{header}\r\n" + HEAD.format(sender=sender, to=to, name="auto") + plain("I am away.")).encode()


def report(to: str, recipient: str, original: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    """Return a delivery report as mail servers write it (RFC 3464)."""
    return dedent(
        f"""\
        Return-Path: <>
        From: MAILER-DAEMON@there.example
        To: {to}
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="r"

        --r
        Content-Type: text/plain

        I could not deliver it.
        --r
        Content-Type: message/delivery-status

        Reporting-MTA: dns; there.example

        Final-Recipient: rfc822; {recipient}
        Action: {action}
        Status: {status}
        Diagnostic-Code: smtp; 550 5.1.1 no such mailbox

        --r
        Content-Type: text/rfc822-headers

        Message-ID: {original}
        Subject: Hello
        --r--
        """
    ).encode()


def nested(depth: int) -> bytes:
    """Return multiparts in multiparts, so deep that a naive parser falls over."""
    head = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth))
    return b"From: a@x.org\r\nTo: b@x.org\r\nMIME-Version: 1.0\r\n" + head.encode()


def wide(parts: int) -> bytes:
    """Return a mail of very many parts."""
    return (
        b'From: a@x.org\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
        + b"--b\r\n\r\nx\r\n" * parts
        + b"--b--"
    )


def with_picture(to: str, sender: str, size: int) -> bytes:
    """Return a reply with a large attachment."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, "Re: A question"
    mail.set_content(WORDS)
    mail.add_attachment(b"\0" * size, maintype="image", subtype="png", filename="x.png")
    return mail.as_bytes()
