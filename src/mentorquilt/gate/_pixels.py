"""A foreign photo or logo made harmless inside the child: upright, in ordinary colors, written anew."""

from __future__ import annotations

import io

from PIL import Image, ImageCms, ImageOps, ImageStat, UnidentifiedImageError

from mentorquilt.gate._refused import Refused

PIXELS = 40_000_000
SIDE = 512
LEAST_SIDE = 96
LOGO_BOX = (640, 240)
LEAST_LOGO = 24
WHITE, INK = (255, 255, 255), (28, 32, 40)
_BRIGHT = 190
_SEEN = 32
_KINDS = ("JPEG", "PNG", "WEBP", "GIF")
_MAGIC = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")
_QUALITY = 82


def square_webp(data: bytes) -> bytes:
    """Return a WebP of the middle square, at most 512 pixels wide, or raise `Refused`."""
    photo = _opened(data, "photo", LEAST_SIDE)
    try:
        photo.draft("RGB", (2 * SIDE, 2 * SIDE))
        photo.load()
        upright = ImageOps.exif_transpose(_square(photo))  # a square from the middle may be turned afterwards
        written = io.BytesIO()
        _plain(upright).save(written, "WEBP", quality=_QUALITY, method=4)
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("photo-broken") from error
    return written.getvalue()


def plain_logo(data: bytes) -> bytes:
    """Return an opaque PNG within the logo's box, or raise `Refused`."""
    logo = _opened(data, "logo", LEAST_LOGO)
    try:
        logo.load()
        upright = ImageOps.exif_transpose(logo)
        upright = upright.convert("RGBA") if upright.mode in ("1", "P", "PA", "LA", "RGBA") else upright
        upright = _screen_colors(upright)
        if upright.mode.startswith("I"):
            upright = upright.convert("I").point(lambda value: value * (1 / 256)).convert("L")
        upright.thumbnail(LOGO_BOX, Image.Resampling.LANCZOS)
        written = io.BytesIO()
        (_on_plate(upright) if upright.mode == "RGBA" else upright.convert("RGB")).save(
            written, "PNG", optimize=True
        )
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("logo-broken") from error
    return written.getvalue()


def _on_plate(logo: Image.Image) -> Image.Image:
    """Return the logo on a plate with a small margin where it was transparent: dark under bright shapes, else white."""
    alpha = logo.getchannel("A")
    lightest, _ = alpha.getextrema()
    if lightest == 255:
        return logo.convert("RGB")
    seen = alpha.point(lambda value: 255 if value > _SEEN else 0)
    box = seen.getbbox()
    if box is None:
        raise Refused("logo-empty")
    brightness = ImageStat.Stat(logo.convert("L"), mask=seen).mean[0]
    shapes = logo.crop(box)
    margin = max(2, round(0.08 * min(shapes.size)))
    size = (shapes.width + 2 * margin, shapes.height + 2 * margin)
    plate = Image.new("RGB", size, INK if brightness > _BRIGHT else WHITE)
    plate.paste(shapes, (margin, margin), shapes)
    return plate


def _opened(data: bytes, what: str, least: int) -> Image.Image:
    """Return the picture, its size checked before a pixel is read; ``what`` begins the words of a refusal."""
    Image.MAX_IMAGE_PIXELS = None
    try:
        picture = Image.open(io.BytesIO(data), formats=_KINDS)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Refused(f"{what}-broken" if data.startswith(_MAGIC) else f"{what}-kind") from error
    width, height = picture.size
    if width * height > PIXELS:
        raise Refused(f"{what}-pixels", megapixels=width * height // 1_000_000, limit=PIXELS // 1_000_000)
    if min(width, height) < least:
        raise Refused(f"{what}-small", width=width, height=height, limit=least)
    return picture


def _square(photo: Image.Image) -> Image.Image:
    """Return the middle square, scaled down to the side that is kept, in a mode that scales smoothly."""
    if photo.mode.startswith("I"):  # 16 bits of gray
        photo = photo.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif photo.mode in ("1", "P", "PA"):
        photo = photo.convert("RGBA")
    width, height = photo.size
    side = min(width, height)
    left, top = (width - side) // 2, (height - side) // 2
    kept = min(SIDE, side)
    box = (left, top, left + side, top + side)
    return photo.resize((kept, kept), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)


def _plain(photo: Image.Image) -> Image.Image:
    """Return the picture on white, without profile, position or any other metadata."""
    photo = _screen_colors(photo)
    if photo.mode in ("RGBA", "LA", "La", "RGBa"):
        photo = Image.alpha_composite(Image.new("RGBA", photo.size, "white"), photo.convert("RGBA"))
    plain = Image.new("RGB", photo.size)
    plain.paste(photo.convert("RGB"))
    return plain


def _screen_colors(photo: Image.Image) -> Image.Image:
    """Return the picture in sRGB; a profile that cannot be read is dropped like the rest of the metadata."""
    profile = photo.info.get("icc_profile")
    if not profile or photo.mode not in ("RGB", "CMYK"):
        return photo
    try:
        screen = ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(photo, io.BytesIO(profile), screen, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return photo
    return changed or photo
