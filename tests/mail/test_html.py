"""The HTML part."""

from mentorquilt.mail import html


def test_a_line_that_is_only_a_link_becomes_a_button():
    assert html.blocks("Hello\n\nCheck it: https://x.org/a") == [
        {"kind": "words", "text": "Hello"},
        {"kind": "button", "label": "Check it", "url": "https://x.org/a"},
    ]


def test_a_code_stands_out():
    assert html.blocks("K7P-Q2M")[0]["kind"] == "code"


def test_markup_in_a_text_is_shown_and_not_run():
    page = html.from_text("s", "<script>alert(1)</script>", "Society")

    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_styles_are_inlined():
    assert 'style="' in html.from_text("s", "words", "Society")
