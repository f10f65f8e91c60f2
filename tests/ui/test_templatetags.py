"""Tags and filters of the layout, used as a page uses them."""

import re
import uuid
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.template import RequestContext, Template
from django.test import RequestFactory

from mentorquilt.ui.pictures.band import Hours
from mentorquilt.ui.pictures.parts import Part

MOMENT = datetime(2027, 1, 15, 2, 30, tzinfo=UTC)


def shown(source: str, path: str = "/", **context) -> str:
    request = RequestFactory().get(path)
    return Template(source).render(RequestContext(request, context)).strip()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


@time_machine.travel(datetime(2027, 1, 2, tzinfo=UTC))
@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{% when m 'America/Denver' %}", "Thu 14 Jan, 7:30 pm, Denver time"),
        ("{% when m 'Asia/Kathmandu' %}", "Fri 15 Jan, 8:15 am, Kathmandu time"),
        ("{% when m 'America/Argentina/Buenos_Aires' %}", "Thu 14 Jan, 11:30 pm, Buenos Aires time"),
        ("{% when m 'UTC' form='time' %}", "2:30 am, UTC"),
        ("{% when m 'America/Denver' form='day' %}", "Thu 14 Jan"),
        ("{% when m 'America/Denver' whose='your time' %}", "Thu 14 Jan, 7:30 pm, your time"),
        ("{% when nothing %}", ""),
    ],
)
def test_when_names_the_zone(source, said) -> None:
    assert words(shown(source, m=MOMENT, nothing=None)) == said


@time_machine.travel(datetime(2029, 1, 2, tzinfo=UTC))
def test_when_of_another_year_says_the_year() -> None:
    assert words(shown("{% when m 'America/Denver' form='day' %}", m=MOMENT)) == "Thu 14 Jan 2027"


def test_when_carries_the_moment_for_machines() -> None:
    assert 'datetime="2027-01-14T19:30-07:00"' in shown("{% when m 'America/Denver' %}", m=MOMENT)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ 2460|number }}", "2,460"),
        ("{{ 1910.4|km }}", "1,910 km"),
        ("{{ 1910|miles }}", "1,187 miles"),
        ("{{ None|km }}", ""),
        ("{{ 1|counted:'mentee,mentees' }}", "1 mentee"),
        ("{{ 2460|counted:'mentee,mentees' }}", "2,460 mentees"),
        ("{{ 0|counted:'place,places' }}", "0 places"),
        ("{{ 0.5|share }}", "50 %"),
        ("{{ minus|share:1 }}", "\u22121.4 %"),
    ],
)
def test_numbers_read_as_people_write_them(source, said) -> None:
    assert shown(source, minus=-0.014) == said


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Dr. Amina Okafor", "AO"),
        ("Prof. Ruth Anne Solberg, MD", "RS"),
        ("محمد عبد الله", "ما"),
        ("Madonna", "M"),
        ("Dr.", "D"),
        ("", "?"),
        ("<b>", "?"),
    ],
)
def test_avatar_without_photo_shows_initials(name, letters) -> None:
    assert words(shown("{% avatar name %}", name=name)) == letters


def test_avatar_with_photo_escapes_its_address() -> None:
    assert 'src="/p?a=1&amp;b=&quot;"' in shown("{% avatar 'A' photo 'l' %}", photo='/p?a=1&b="')


def test_submission_key_is_fresh_each_time() -> None:
    keys = re.findall(r'name="submission" value="([^"]+)"', shown("{% submission_key %}{% submission_key %}"))
    assert len(set(keys)) == 2
    assert [uuid.UUID(key).version for key in keys] == [4, 4]


@pytest.mark.parametrize(
    ("path", "address", "state"),
    [
        ("/", "?sort=name", None),
        ("/?sort=name", "?sort=-name", "ascending"),
        ("/?sort=-name", "?sort=name", "descending"),
        ("/?q=pain&page=4", "?q=pain&amp;sort=name", None),
    ],
)
def test_sort_heading_turns_and_forgets_the_page(path, address, state) -> None:
    html = shown("{% sort_heading 'name' 'Name' %}", path)
    assert f'href="{address}"' in html
    assert re.findall(r'aria-sort="(\w+)"', html) == ([state] if state else [])


def test_type_tag_takes_a_row_a_mapping_or_a_name() -> None:
    row = SimpleNamespace(color="life", pattern="life", name="Life & family")
    for kind in (row, vars(row)):
        html = shown("{% type_tag kind %}", kind=kind)
        assert "t-life" in html
        assert words(html) == "Life &amp; family"
    assert "t-career" in shown("{% patch 'career' %}")


def test_open_cloth_and_patch_are_dashed() -> None:
    assert "is-open" in shown("{% cloth color='life' sewn=False %}")
    assert 'class="open"' in shown("{% patch color='life' sewn=False %}")


def test_words_of_people_are_escaped_in_blocks() -> None:
    html = shown(
        "{% card title %}{{ title }}{% endcard %}{% notice 'bad' title %}x{% endnotice %}", title="<i>&"
    )
    assert "<i>" not in html
    assert html.count("&lt;i&gt;&amp;") == 3


@pytest.mark.parametrize(
    ("kind", "shape"), [("error", "notice-bad"), ("success", "notice-good"), ("warn", "notice-warn")]
)
def test_notice_knows_message_levels(kind, shape) -> None:
    html = shown("{% notice kind %}x{% endnotice %}", kind=kind)
    assert shape in html
    assert ('role="alert"' in html) == (shape == "notice-bad")


def test_more_is_folded_unless_opened() -> None:
    assert '<details class="more">' in shown("{% more 'Why' %}x{% endmore %}")
    assert "open" in shown("{% more 'Why' True %}x{% endmore %}")


def test_parts_are_read_out() -> None:
    html = shown(
        "{% parts_bar parts %}{% parts_legend parts %}", parts=[Part("Topics", 210, 1), Part("Hours", 90, 2)]
    )
    assert 'aria-label="300: Topics 210, Hours 90"' in html
    assert words(html).endswith("Topics 210Hours 90")


def test_band_says_in_words_what_it_shows() -> None:
    html = shown(
        "{% band a b you='You' other=name your_zone='Denver' other_zone='Kathmandu' %}",
        a=Hours(((420, 1200),)), b=Hours(((480, 1080),), 285), name="<b>",
    )  # fmt: skip
    assert "6 shared hours a day: 7 am to 1:15 pm" in html
    assert "<b>&lt;b&gt;</b>" not in html.replace('<b dir="auto">', "")
    assert "4:45 am" in html


def test_band_without_shared_hours_says_so() -> None:
    html = shown("{% shared_band a b %}", a=Hours(((480, 960),)), b=Hours(((480, 960),), 720))
    assert 'aria-label="No shared hours"' in html


def test_icon_is_hidden_from_readers() -> None:
    assert 'aria-hidden="true"' in shown("{% icon 'clock' %}")


def test_seam_says_each_state() -> None:
    html = shown(
        "{% seam_line steps 'Milestones' %}",
        steps=[("First talk", "22 Feb", "done"), ("Close", "15 Nov", "next")],
    )
    assert words(html) == "First talk22 Febdone Close15 Novto come".replace(" Close", "Close")


@pytest.mark.parametrize(
    ("image", "address"),
    [
        (b"\x89PNG....", "data:image/png;base64,iVBORy4uLi4="),
        (memoryview(b"RIFF....WEBP"), "data:image/webp;base64,UklGRi4uLi5XRUJQ"),
        (b"<svg onload=x>", ""),
        ("/logo.png", "/logo.png"),
        (None, ""),
    ],
)
def test_logo_is_an_address_whatever_it_is_kept_as(image, address) -> None:
    assert shown("{{ image|image_address }}", image=image) == address
