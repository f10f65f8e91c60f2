"""Texts in Markdown: what is drawn, and what never gets through."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorquilt import ui

ALLOWED = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "s", "strong", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


def test_headings_begin_at_the_second_level_and_have_anchors_of_their_own():
    shown = ui.prose("# One\n\n## One\n\n### Deep\n\n##### Deeper\n\n# 痛み")
    assert shown.headings == (("One", "s-one"), ("One", "s-one-2"), ("痛み", "s-part"))
    assert '<h2 id="s-one">One</h2>' in shown.html
    assert '<h3 id="s-deep">Deep</h3>' in shown.html
    assert "<h4>Deeper</h4>" in shown.html
    assert "<h1" not in shown.html


@pytest.mark.parametrize("last", ["# End", "##### End", "End\n==="])
def test_a_text_that_ends_in_a_heading_closes_it(last):
    assert re.search(r"<h[24](?: id=\"s-end\")?>End</h[24]>\s*$", ui.prose(f"Words\n\n{last}").html)


def test_links_keep_plain_addresses_and_give_nothing_away():
    shown = ui.prose("[a](https://example.org/x) [b](/guides/) [c](mailto:a@example.org)").html
    assert shown.count("<a ") == 3
    assert shown.count('rel="noopener noreferrer"') == 3


@pytest.mark.guarantee
@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox(1))",
        "![x](https://evil.example/pixel.png)",
        '[x](https://example.org/ "t\\" onmouseover=\\"alert(1)")',
        "<style>body{display:none}</style>",
        '<a href="https://evil.example" style="position:fixed">x</a>',
        "<iframe src=//evil.example></iframe>",
        "```\n<script>\n```",
        "<svg><script>alert(1)</script></svg>",
        "[x]: javascript:alert(1)\n[x]",
    ],
)
def test_nothing_that_runs_loads_or_covers_gets_through(text):
    shown = ui.prose(text).html
    tags = set(re.findall(r"<([a-z0-9]+)", shown))
    assert tags <= ALLOWED
    bare = re.sub(r'"[^"]*"', '""', shown)
    assert not re.search(r"<[^>]*\s(?:on\w+|style|src)\s*=", bare)
    assert not re.search(r"""href=["']?\s*(?:javascript|data|vbscript):""", shown, re.IGNORECASE)


@pytest.mark.guarantee
@given(st.text(alphabet=st.sampled_from(list("<>/\"'=()[]!#*_`|-: \nabhjsx&;123")), max_size=120))
def test_no_text_at_all_draws_a_tag_or_an_attribute_that_is_not_ours(text):
    shown = ui.prose(text).html
    for tag, inside in re.findall(r"<([a-z0-9]+)((?:\s[^>]*)?)>", shown):
        assert tag in ALLOWED
        assert set(re.findall(r'\s([a-z]+)="', inside)) <= {"href", "title", "id", "rel", "start"}
