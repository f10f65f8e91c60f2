"""Logos: opaque, small, without hidden data, readable on any ground, or refused in plain words."""

import io

import pytest
from PIL import Image, ImageDraw

from mentorquilt import gate

INK, BRIGHT, TEAL = (10, 20, 30), (250, 250, 250), (11, 95, 102)


def drawn(color=INK, size=(800, 300), *, clear=True, kind="PNG", **save) -> bytes:
    """Return a bar of one color in the middle of a transparent or white picture."""
    ground = (0, 0, 0, 0) if clear else (255, 255, 255, 255)
    image = Image.new("RGBA", size, ground)
    width, height = size
    bar = (width // 4, height // 4, width * 3 // 4, height * 3 // 4)
    ImageDraw.Draw(image).rectangle(bar, fill=(*color, 255))
    written = io.BytesIO()
    (image if kind in ("PNG", "WEBP") else image.convert("RGB")).save(written, kind, **save)
    return written.getvalue()


def logo(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(gate.read_logo(data)))


def refusal(data: bytes) -> str:
    with pytest.raises(gate.Refused) as caught:
        gate.read_logo(data)
    return caught.value.code


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_every_usual_kind_becomes_a_small_opaque_png(kind):
    made = logo(drawn(clear=False, kind=kind))
    assert (made.format, made.mode, made.size) == ("PNG", "RGB", (640, 240))


@pytest.mark.parametrize(
    ("color", "ground"), [(INK, (255, 255, 255)), (TEAL, (255, 255, 255)), (BRIGHT, (28, 32, 40))]
)
def test_a_transparent_logo_gets_a_ground_it_can_be_read_on(color, ground):
    made = logo(drawn(color))
    assert made.getpixel((0, 0)) == ground
    middle = made.getpixel((made.width // 2, made.height // 2))
    assert all(abs(one - other) < 12 for one, other in zip(middle, color, strict=True))
    assert made.width / made.height == pytest.approx(2.7, abs=0.4)  # the empty border is cut off


def test_nothing_hidden_is_kept():
    data = drawn(clear=False, kind="JPEG", comment=b"canary")
    assert b"canary" in data
    assert b"canary" not in gate.read_logo(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "logo-kind"),
        (b"%PDF-1.7 anything", "logo-kind"),
        (drawn()[:200], "logo-broken"),
        (drawn(size=(16, 16)), "logo-small"),
        (b"\x89PNG" + b"\0" * 2_000_001, "logo-too-big"),
    ],
)
def test_what_is_no_logo_is_refused_with_what_to_do(data, code):
    assert refusal(data) == code


def test_a_picture_in_which_nothing_is_seen_is_refused():
    written = io.BytesIO()
    Image.new("RGBA", (300, 100), (0, 0, 0, 0)).save(written, "PNG")
    assert refusal(written.getvalue()) == "logo-empty"


@pytest.mark.guarantee
def test_a_small_file_of_many_pixels_is_not_unpacked():
    written = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(written, "PNG")
    assert len(written.getvalue()) < 100_000
    assert refusal(written.getvalue()) == "logo-pixels"
