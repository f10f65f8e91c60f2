"""The HTML part of a mail, made from its plain text: paragraphs, one button for a line that is only a link."""

import re

import css_inline
from django.template.loader import render_to_string

LINK_LINE = re.compile(r"^(?:(?P<label>[^:\n]{1,60}): )?(?P<url>https?://\S+)$")
CODE_LINE = re.compile(r"^[A-Z0-9]{3,5}-?[A-Z0-9]{3,5}$")


def blocks(text: str) -> list[dict[str, str]]:
    """Return the text's paragraphs, each marked as words, a button or a code to read out."""
    found = []
    for part in text.strip().split("\n\n"):
        line = part.strip()
        link = LINK_LINE.match(line)
        if link:
            found.append({"kind": "button", "label": link["label"] or link["url"], "url": link["url"]})
        elif CODE_LINE.match(line):
            found.append({"kind": "code", "text": line})
        elif line:
            found.append({"kind": "words", "text": line})
    return found


def from_text(subject: str, text: str, sender: str) -> str:
    """Return a whole HTML mail with its styles inlined."""
    page = render_to_string(
        "mail/message.html", {"subject": subject, "blocks": blocks(text), "sender": sender}
    )
    return css_inline.CSSInliner(load_remote_stylesheets=False).inline(page)
