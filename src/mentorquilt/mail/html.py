"""The HTML part of a mail, made from its plain text: paragraphs, quotes, buttons for lines that are only a link."""

import re
from functools import lru_cache

import css_inline
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from mentorquilt.mail.footers import Footer
from mentorquilt.mail.models import Mail

LINK_LINE = re.compile(r"^(?:(?P<label>[^:\n]{1,60}): )?(?P<url>https?://\S+)$")
CODE_LINE = re.compile(r"^[A-Z0-9]{3,5}-?[A-Z0-9]{3,5}$")
BULLET = re.compile(r"^[-*\u2022\u00b7] +")
_INLINER = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)


def blocks(text: str) -> list[dict[str, object]]:
    """Return the text's paragraphs, each marked as words, a list, a quote, a button or a code to read out."""
    found: list[dict[str, object]] = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        lines = part.strip().split("\n")
        links = [LINK_LINE.match(line.strip()) for line in lines]
        if all(links):
            found += [_button(link) for link in links if link]
        elif len(lines) == 1 and CODE_LINE.match(lines[0]):
            found.append({"kind": "code", "text": lines[0]})
        elif all(line.startswith(">") for line in lines):
            found.append({"kind": "quote", "text": "\n".join(line[1:].removeprefix(" ") for line in lines)})
        elif len(lines) > 1 and all(BULLET.match(line) for line in lines):
            found.append({"kind": "list", "lines": [BULLET.sub("", line) for line in lines]})
        elif part.strip():
            found.append({"kind": "words", "text": part.strip()})
    return found


def _button(link: re.Match[str]) -> dict[str, object]:
    return {"kind": "button", "label": link["label"] or _("Open the page"), "url": link["url"]}


def from_text(subject: str, text: str, sender: str, footer: Footer | None = None) -> str:
    """Return a whole HTML mail with its styles inlined; only the rules for dark screens stay in its head."""
    shown = {"subject": subject, "blocks": blocks(text), "sender": sender, "footer": footer, "dark": _dark()}
    return _INLINER.inline(render_to_string("mail/message.html", shown))


def page_of(mail: Mail, footer: Footer) -> str:
    """Return the HTML part of one mail."""
    return from_text(mail.subject, mail.body, mail.sender_name, footer)


@lru_cache(maxsize=1)
def _dark() -> str:
    """Return the rules for dark screens; they must win over styles that are inlined."""
    rules = {
        "body": "background:#14171d;color:#ece7db",
        "h1,p,li,td": "color:#ece7db",
        "a.button": "background:#7cc7c3;color:#0d1a1b",
        "blockquote": "border-color:#3f7f82;color:#ece7db",
        "p.code": "background:#232833;color:#ece7db",
        "footer,footer p,.sender": "border-color:#39404d;color:#b3b0a6",
        "footer a": "color:#9ad6d2",
    }
    return "".join(
        f"{name}{{{words.replace(';', ' !important;')} !important}}" for name, words in rules.items()
    )
