"""Pictures: well-formed, named, without style attributes, and true to their numbers."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorquilt.ui.pictures import band, bars, maps, parts, patches, projections, seam, svg

ALBUQUERQUE, SEATTLE, ZURICH = (-106.6, 35.1), (-122.3, 47.6), (8.5, 47.4)
AUCKLAND, HONOLULU = (174.8, -36.8), (-157.9, 21.3)
HOSTILE = """<script>alert(1)</script>" onload='x' & 'z'"""


def read(drawing: str) -> ET.Element:
    """Parse a drawing, which fails unless it is well-formed."""
    return ET.fromstring(drawing)


def classes(drawing: str, word: str) -> list[ET.Element]:
    return [shape for shape in read(drawing).iter() if word in shape.get("class", "").split()]


DRAWINGS = {
    "map": maps.pair_map([maps.Arc(ALBUQUERQUE, ZURICH, "life", HOSTILE)], label=HOSTILE),
    "parts": parts.parts_bar([parts.Part(HOSTILE, 3, 1)], label=HOSTILE),
    "band": band.day_band(band.Hours(((420, 1200),)), band.Hours(((0, 60),), 90), label=HOSTILE),
    "bar": bars.bar(1, 2, label=HOSTILE),
    "versus": bars.versus(3, 1, 4, label=HOSTILE),
    "strip": bars.strip([1, 2], 0, 3, label=HOSTILE, marks=[1.5]),
    "ring": bars.ring(0.4, label=HOSTILE, words=HOSTILE),
    "stitches": seam.stitches(2, 5, label=HOSTILE),
    "patch": patches.patch("rose", "leaf", label=HOSTILE, size="l"),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_picture_is_named_escaped_and_free_of_styles(name) -> None:
    root = read(DRAWINGS[name])
    assert (root.tag, root.get("role"), root.get("aria-label")) == ("svg", "img", HOSTILE)
    assert [shape.tag for shape in root.iter() if "style" in shape.attrib or shape.tag == "script"] == []
    assert [key for shape in root.iter() for key in shape.attrib if key.startswith("on")] == []


def test_picture_without_label_is_hidden_from_readers() -> None:
    root = read(patches.patch("career", "career"))
    assert (root.get("aria-hidden"), root.get("role")) == ("true", None)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_words_survive_as_words(words) -> None:
    assert read(svg.text(words)).text or words == ""
    assert "".join(read(svg.text(words)).itertext()) == words.replace("\r", "\n")


def test_parts_are_as_wide_as_their_values_and_add_up() -> None:
    drawing = parts.parts_bar(
        [parts.Part("a", 300, 1), parts.Part("b", 0, 2), parts.Part("c", 100, 3)], label="x"
    )
    widths = [
        float(shape.get("width", 0))
        for shape in read(drawing).iter("rect")
        if "part-" in shape.get("class", "")
    ]
    assert widths == [parts.WIDTH * 0.75 - parts.GAP, parts.WIDTH * 0.25 - parts.GAP]


def test_parts_compare_on_one_scale() -> None:
    drawing = parts.parts_bar([parts.Part("a", 100, 1)], label="x", full=400)
    assert float(classes(drawing, "part-1")[0].get("width", 0)) == parts.WIDTH / 4 - parts.GAP


def test_parts_of_nothing_draw_an_empty_ground() -> None:
    assert len(list(read(parts.parts_bar([], label="x")).iter("rect"))) == 1


def test_color_beyond_the_last_begins_anew() -> None:
    assert [parts.swatch(place) for place in (1, 8, 9)] == ["part-1", "part-8", "part-1"]


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        (band.Hours(((420, 1200),)), band.Hours(((480, 1080),), 0), [(480, 1080)]),
        (band.Hours(((420, 1200),)), band.Hours(((480, 1080),), 285), [(420, 795)]),
        (band.Hours(((1320, 120),)), band.Hours(((0, 1440),)), [(0, 120), (1320, 1440)]),
        (band.Hours(((480, 960),)), band.Hours(((480, 960),), 720), []),
        (band.Hours(()), band.Hours(((0, 1440),)), []),
    ],
)
def test_shared_hours(first, second, shared) -> None:
    assert band.shared(first, second) == shared
    assert len(classes(band.day_band(first, second, label="x"), "both")) == len(shared)


spans = st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 1440)), max_size=4).map(tuple)


@given(spans, spans, st.integers(-840, 840))
def test_shared_hours_are_the_same_from_both_sides(mine, theirs, ahead) -> None:
    def minutes(found: list[band.Span]) -> int:
        return sum(end - start for start, end in found)

    here = band.shared(band.Hours(mine), band.Hours(theirs, ahead))
    there = band.shared(band.Hours(theirs), band.Hours(mine, -ahead))
    assert minutes(here) == minutes(there)
    assert all(0 <= a < b <= band.DAY for a, b in here)


def test_ticks_follow_the_other_clock() -> None:
    assert band.ticks(285)[:3] == [285, 465, 645]
    assert band.ticks(-60)[0] == 1380


def box_of(*arcs: maps.Arc) -> tuple[float, ...]:
    found = re.search(r'viewBox="([^"]+)"', maps.pair_map(arcs, label="x"))
    return tuple(float(value) for value in found[1].split()) if found else ()


def test_map_takes_the_world_and_shows_its_part_when_one_place_is_far() -> None:
    left, top, width, height = box_of(maps.Arc(ALBUQUERQUE, ZURICH, "clinical"))
    assert min(left, top) >= 0
    assert left + width <= projections.WIDTH
    assert width >= maps.LEAST_WIDTH
    assert top + height <= projections.WORLD_HEIGHT + 0.1
    for place in (ALBUQUERQUE, ZURICH):
        x, y = projections.world(*place)
        assert left < x < left + width
        assert top < y < top + height


def test_map_shows_the_whole_world_when_a_pair_crosses_the_date_line() -> None:
    assert box_of(maps.Arc(AUCKLAND, HONOLULU, "peer")) == pytest.approx(maps.WORLD, abs=0.1)


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-56, 80)), min_size=2, max_size=6))
def test_map_never_leaves_its_sheet(places) -> None:
    arcs = [maps.Arc(places[0], place, "life") for place in places]
    left, top, width, height = box_of(*arcs)
    if not all(projections.in_north_america(*place) for place in places):
        assert left >= 0
        assert top >= 0
        assert left + width <= projections.WIDTH + 0.2
        assert top + height <= projections.WORLD_HEIGHT + 0.2


@pytest.mark.parametrize(("count", "fine"), [(1, "arcs"), (30, "arcs is-some"), (150, "arcs is-many")])
def test_more_pairs_are_drawn_finer(count, fine) -> None:
    drawing = maps.pair_map([maps.Arc(ALBUQUERQUE, ZURICH, "life")] * count, label="x")
    assert classes(drawing, "arcs")[0].get("class") == fine


def test_map_zooms_when_all_places_are_in_north_america() -> None:
    box = read(maps.pair_map([maps.Arc(ALBUQUERQUE, SEATTLE, "clinical")], label="x")).get("viewBox", "")
    left, top, width, height = (float(value) for value in box.split())
    assert maps.LEAST_WIDTH <= width < projections.WIDTH
    assert height == pytest.approx(width * maps.ASPECT, abs=0.2)
    for place in (ALBUQUERQUE, SEATTLE):
        x, y = projections.north_america(*place)
        assert left < x < left + width
        assert top < y < top + height


def test_map_without_pairs_is_the_empty_world() -> None:
    assert classes(maps.pair_map([], label="Nobody yet"), "arc") == []


def test_pair_across_the_date_line_runs_off_both_sides() -> None:
    drawing = maps.pair_map([maps.Arc(AUCKLAND, HONOLULU, "peer")], label="x")
    path = classes(drawing, "arc")[0].get("d", "")
    starts = [float(x) for x in re.findall(r"M(-?[\d.]+)", path)]
    assert len(starts) == 2
    assert starts[0] < 0 < starts[1]


def test_arc_bends_to_the_north_whichever_way_it_is_drawn() -> None:
    for mentee, mentor in ((ALBUQUERQUE, ZURICH), (ZURICH, ALBUQUERQUE)):
        path = classes(maps.pair_map([maps.Arc(mentee, mentor, "life")], label="x"), "arc")[0].get("d", "")
        _, y1, _, bend, _, y2 = (float(value) for value in re.findall(r"-?[\d.]+", path))
        assert bend < min(y1, y2)


def test_pair_in_one_place_is_drawn_without_division_by_zero() -> None:
    assert len(classes(maps.pair_map([maps.Arc(ZURICH, ZURICH, "life")], label="x"), "arc")) == 1


def test_mentee_is_open_and_mentor_filled() -> None:
    drawing = maps.pair_map([maps.Arc(ALBUQUERQUE, ZURICH, "life")], label="x")
    hole, (mentee, mentor) = classes(drawing, "dot-hole")[0], classes(drawing, "dot")
    assert hole.get("d") == mentee.get("d") != mentor.get("d")


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_world_places_every_point_between_its_edges(longitude, latitude) -> None:
    x, y = projections.world(longitude, latitude)
    assert 0 <= x <= projections.WIDTH
    assert (y < 0) == (latitude > projections.NORTH)


@pytest.mark.parametrize("kind", ["land", "borders"])
def test_outline_of_the_world_has_no_line_across_the_sheet(kind) -> None:
    path = re.search(rf'class="{kind}" d="([^"]+)"', maps._ground("world"))
    assert path is not None
    for line in path[1].split("M")[1:]:
        steps = [int(value) for value in re.findall(r"-?\d+", line)][2:]
        assert max(map(abs, steps)) < maps.FINE * projections.WIDTH / 4


def test_outline_is_light_enough_for_a_phone() -> None:
    assert all(len(maps._ground(name)) < 40_000 for name in ("world", "north_america"))


@pytest.mark.parametrize("name", patches.PATTERNS)
def test_tile_on_disk_is_the_one_drawn(name) -> None:
    folder = maps.DATA.parent / "static" / "ui" / "patterns"
    assert (folder / f"{name}.svg").read_text() == patches.tile(name) + "\n"


def test_every_shipped_type_has_its_own_pattern_and_color() -> None:
    assert set(patches.SHIPPED) <= set(patches.COLORS)
    assert len(set(patches.SHIPPED.values())) == len(patches.SHIPPED)
    assert set(patches.SHIPPED.values()) <= set(patches.PATTERNS)


def test_unknown_color_and_pattern_are_still_drawn() -> None:
    assert "t-slate" in patches.patch("no such color", "no such pattern")
    assert patches.pattern_name("no such pattern") == "check"


def test_open_patch_has_no_cloth() -> None:
    assert classes(patches.patch("life", "life", sewn=False), "cloth-fill") == []


def test_stitches_count() -> None:
    drawing = seam.stitches(3, 9, label="3 of 9")
    assert (len(classes(drawing, "sewn")), len(classes(drawing, "open"))) == (3, 6)


def test_what_is_missing_is_drawn_open() -> None:
    assert len(classes(bars.versus(14, 5, 14, label="x"), "missing")) == 1
    assert classes(bars.versus(5, 14, 14, label="x"), "missing") == []


def test_bars_never_leave_their_ground() -> None:
    assert float(classes(bars.bar(9, 3, label="x"), "fill")[0].get("width", 0)) == bars.WIDTH
    assert float(classes(bars.bar(1, 0, label="x"), "fill")[0].get("width", 1)) == 0
