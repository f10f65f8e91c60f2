"""Layout, error pages and static files: what templates name exists, and pages stand without help."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

import mentorquilt.ui

ROOM = Path(mentorquilt.ui.__file__).parent
STATIC = ROOM / "static" / "ui"
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_template_compiles_and_names_files_that_exist(path) -> None:
    get_template(str(path.relative_to(ROOM / "templates")))
    named = re.findall(r"{% static '([^']+)' %}", path.read_text())
    named += re.findall(r'"/static/([^"]+)"', path.read_text())
    assert [name for name in named if finders.find(name) is None] == []


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_style_sheet_names_files_that_exist(path) -> None:
    assert [
        name for name in re.findall(r'url\("([^"]+)"\)', path.read_text()) if not (STATIC / name).exists()
    ] == []


def test_manifest_names_files_that_exist() -> None:
    manifest = json.loads((STATIC / "mentorquilt.webmanifest").read_text())
    assert [icon["src"] for icon in manifest["icons"] if not (STATIC / icon["src"]).exists()] == []


def test_every_style_sheet_is_in_the_frame() -> None:
    frame = (ROOM / "templates" / "ui" / "frame.html").read_text()
    assert [path.name for path in STATIC.glob("*.css") if f"'ui/{path.name}'" not in frame] == []


def test_style_sheets_use_only_tokens_that_exist() -> None:
    texts = {path.name: path.read_text() for path in STATIC.glob("*.css")}
    defined = {name for text in texts.values() for name in re.findall(r"(--[\w-]+)\s*:", text)}
    used = {name for text in texts.values() for name in re.findall(r"var\((--[\w-]+)\)", text)}
    assert sorted(used - defined) == []


def test_every_class_of_ours_in_templates_has_a_style() -> None:
    sheets = "".join(path.read_text() for path in STATIC.glob("*.css"))
    styled = set(re.findall(r"\.([a-z][\w-]*)", sheets)) | {"mark", "is-next", "text", "picker"}
    used = set()
    for path in TEMPLATES:
        for names in re.findall(r'class="([^"]*)"', re.sub(r"{%.*?%}|{{.*?}}", " ", path.read_text())):
            used |= {name for name in names.split() if not name.endswith("-")}
    assert sorted(used - styled) == []


def blocks(selector: str, text: str) -> str:
    found = re.search(re.escape(selector) + r" \{(.*?)\n\}", text, flags=re.DOTALL)
    assert found is not None
    return re.sub(r"\s+", " ", found[1])


def test_both_dark_blocks_hold_the_same_values() -> None:
    text = (STATIC / "tokens.css").read_text()
    assert blocks(':root:not([data-theme="light"])', text) == blocks(':root[data-theme="dark"]', text)


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    bright, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def colors(theme: str) -> dict[str, str]:
    text = (STATIC / "tokens.css").read_text()
    block = blocks(":root" if theme == "light" else ':root[data-theme="dark"]', text)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


TEXT = ("ink", "quiet", "accent", "danger", "good", "warn")
TYPES = (
    "clinical",
    "career",
    "life",
    "research",
    "peer",
    "navigation",
    "rose",
    "slate",
    "forest",
    "copper",
    "sky",
    "plum",
)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_is_readable_on_every_ground(theme) -> None:
    color = colors(theme)
    pairs = [(word, ground) for word in TEXT for ground in ("paper", "surface", "sunk")]
    pairs += [(name, f"{name}-soft") for name in ("accent", "danger", "good", "warn")]
    pairs += [("ink", f"{name}-soft") for name in ("accent", "danger", "good", "warn")]
    pairs += [("accent-ink", "accent"), ("accent-ink", "accent-deep"), ("paper", "ink")]
    assert [pair for pair in pairs if contrast(color[pair[0]], color[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_borders_of_controls_and_lines_of_pictures_stand_out(theme) -> None:
    color = colors(theme)
    pairs = [("line-strong", ground) for ground in ("paper", "surface")]
    pairs += [(kind, ground) for kind in TYPES for ground in ("paper", "surface", "land", "sea")]
    assert [pair for pair in pairs if contrast(color[pair[0]], color[pair[1]]) < 3] == []


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_error_page_stands_without_context(name) -> None:
    html = render_to_string(name)
    assert "<h1>" in html
    assert "{%" not in html


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html", "409.html"])
def test_error_page_says_the_next_step(db, name) -> None:
    html = render_to_string(name, {}, RequestFactory().get("/"))
    assert re.findall(r'<a class="btn btn-primary" href="([^"]+)"', html) == ["/"]


def test_address_that_is_nowhere_gets_the_kind_page(client, db) -> None:
    answer = client.get("/no/such/page")
    assert answer.status_code == 404
    assert "This page is not here" in answer.content.decode()


def test_navigation_comes_as_rows_or_as_names() -> None:
    links = [{"label": "Home", "url": "/", "current": True}, ("Members & more", "/people/", False)]
    html = render_to_string("ui/nav_links.html", {"links": links}).strip()
    assert html == '<a href="/" aria-current="page">Home</a><a href="/people/">Members &amp; more</a>'


@pytest.mark.parametrize("picture", ["quilt", "people", "calendar", "search", "sheet", "mail", ""])
def test_empty_state_has_picture_sentence_and_one_action(picture) -> None:
    context = {"picture": picture, "title": "Nothing yet", "action": "Begin", "url": "/begin"}
    html = render_to_string("ui/empty.html", context)
    assert (html.count("<svg"), html.count("<a ")) == (1, 1)


def test_progress_asks_for_its_next_self_only_when_told() -> None:
    html = render_to_string(
        "ui/progress.html", {"words": "Solving", "value": 0, "total": 10, "poll_url": "/more"}
    )
    assert 'hx-get="/more"' in html
    assert 'value="0"' in html
    assert "hx-get" not in render_to_string("ui/progress.html", {"words": "Solving"})
