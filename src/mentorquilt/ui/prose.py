"""Texts in Markdown as readers see them: no HTML of the writer's own passes, and links lead to plain addresses only."""

from dataclasses import dataclass
from itertools import pairwise

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "s", "strong", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "h2": {"id"}, "h3": {"id"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
_markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")


@dataclass(frozen=True, slots=True)
class Prose:
    """A text ready to be shown, and its main headings with their anchors."""

    html: SafeString
    headings: tuple[tuple[str, str], ...]


def prose(text: str) -> Prose:
    """Return a Markdown text as safe HTML. Its headings begin at the second level, because the page has the first."""
    tokens = _markdown.parse(text)
    headings = tuple(_anchor(tokens))
    drawn = _markdown.renderer.render(tokens, _markdown.options, {})
    clean = nh3.clean(
        drawn,
        tags=TAGS,
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )
    return Prose(mark_safe(clean), headings)  # noqa: S308 - cleaned above


def _anchor(tokens: list[Token]) -> list[tuple[str, str]]:
    """Lower first-level headings, give the main ones an anchor, and return those of the second level."""
    found: list[tuple[str, str]] = []
    taken: set[str] = set()
    for token, inner in pairwise(tokens):
        if token.type not in {"heading_open", "heading_close"}:
            continue
        token.tag = {"h1": "h2", "h5": "h4", "h6": "h4"}.get(token.tag, token.tag)
        if token.type == "heading_open" and token.tag in {"h2", "h3"}:
            words = _plain(inner)
            anchor = _free(f"s-{slugify(words) or 'part'}", taken)
            token.attrSet("id", anchor)
            if token.tag == "h2":
                found.append((words, anchor))
    if tokens and tokens[-1].type == "heading_close":
        tokens[-1].tag = {"h1": "h2", "h5": "h4", "h6": "h4"}.get(tokens[-1].tag, tokens[-1].tag)
    return found


def _plain(inner: Token) -> str:
    return "".join(part.content for part in inner.children or [] if part.type in {"text", "code_inline"})


def _free(anchor: str, taken: set[str]) -> str:
    """Return the anchor, numbered when a heading of the same words stands above."""
    number, name = 1, anchor
    while name in taken:
        number += 1
        name = f"{anchor}-{number}"
    taken.add(name)
    return name
