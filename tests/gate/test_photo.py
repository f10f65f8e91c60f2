"""Photographs: upright, square, stripped of everything but the picture, or refused in plain words."""

import io

import pytest
from PIL import Image, ImageCms

from mentorquilt import gate
from tests.gate import parts

RED, BLUE = (220, 30, 30), (30, 30, 220)


def picture(width=800, height=600, mode="RGB", kind="JPEG", **save) -> bytes:
    """Return a picture whose upper half is red and whose lower half is blue."""
    image = Image.new("RGB", (width, height), BLUE)
    image.paste(RED, (0, 0, width, height // 2))
    written = io.BytesIO()
    image.convert(mode).save(written, kind, **save)
    return written.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(gate.read_photo(data)))


def near(color: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 30 for one, other in zip(color, wanted, strict=True))


def refusal(data: bytes) -> str:
    with pytest.raises(gate.Refused) as caught:
        gate.read_photo(data)
    return caught.value.code


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("RGB", "JPEG"),
        ("CMYK", "JPEG"),
        ("RGB", "PNG"),
        ("RGBA", "PNG"),
        ("P", "PNG"),
        ("P", "GIF"),
        ("RGB", "WEBP"),
    ],
)
def test_photo_becomes_a_square_webp(mode, kind):
    photo = opened(picture(mode=mode, kind=kind))
    assert (photo.format, photo.size, photo.mode) == ("WEBP", (512, 512), "RGB")
    assert near(photo.getpixel((256, 60)), RED)
    assert near(photo.getpixel((256, 450)), BLUE)


@pytest.mark.parametrize("kind", ["L", "1", "LA", "I;16"])
def test_gray_photos_are_taken(kind):
    image = Image.new("L", (200, 200), 200).convert("I" if kind == "I;16" else kind)
    if kind == "I;16":
        image = image.point(lambda value: value * 256).convert("I;16")
    written = io.BytesIO()
    image.save(written, "PNG")
    level = opened(written.getvalue()).getpixel((100, 100))[0]
    assert level == pytest.approx(255 if kind == "1" else 200, abs=60)


def test_photo_is_turned_upright_by_its_exif():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: what is stored on the left belongs on top
    sideways = Image.new("RGB", (600, 400), BLUE)
    sideways.paste(RED, (0, 0, 300, 400))
    written = io.BytesIO()
    sideways.save(written, "JPEG", exif=exif)
    photo = opened(written.getvalue())
    assert near(photo.getpixel((200, 40)), RED)
    assert near(photo.getpixel((200, 360)), BLUE)


def test_place_camera_and_profile_are_gone():
    exif = Image.Exif()
    exif[0x010F] = "Canary Camera"
    exif.get_ifd(0x8825)[2] = (50.0, 6.0, 0.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = picture(exif=exif, icc_profile=profile, comment=b"canary comment")
    assert b"Canary" in data
    clean = gate.read_photo(data)
    assert b"anary" not in clean
    assert b"EXIF" not in clean
    assert b"ICCP" not in clean
    assert not Image.open(io.BytesIO(clean)).getexif()


def test_transparent_parts_become_white():
    image = Image.new("RGBA", (300, 300), (255, 0, 0, 0))
    written = io.BytesIO()
    image.save(written, "PNG")
    assert near(opened(written.getvalue()).getpixel((150, 150)), (255, 255, 255))


def test_small_photo_is_not_blown_up():
    assert opened(picture(200, 150)).size == (150, 150)


def test_large_photo_is_read_in_bounds():
    assert opened(picture(7000, 5600, quality=60)).size == (512, 512)


@pytest.mark.guarantee
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"hello", "photo-kind"),
        (b"%PDF-1.7", "photo-kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "photo-kind"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 60, "photo-heic"),
        (picture()[:2000], "photo-broken"),
        (b"\xff\xd8\xff" + b"\x00" * 50, "photo-broken"),
        (picture(40, 40), "photo-small"),
        (parts.tiny_png(60_000, 60_000), "photo-pixels"),
        (parts.tiny_png(2**31 - 1, 2**31 - 1), "photo-pixels"),
        (parts.tiny_png(6000, 6000), "photo-broken"),
        (picture() + b"\x00" * 6_000_000, "photo-too-big"),
    ],
)
def test_what_is_no_photo_is_refused(data, code):
    assert refusal(data) == code
