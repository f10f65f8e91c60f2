"""A foreign photo made harmless inside the child: upright, square, in ordinary colors, written anew."""

from __future__ import annotations

import io

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from mentorquilt.gate._refused import Refused

PIXELS = 40_000_000
SIDE = 512
LEAST_SIDE = 96
_KINDS = ("JPEG", "PNG", "WEBP", "GIF")
_MAGIC = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")
_QUALITY = 82


def square_webp(data: bytes) -> bytes:
    """Return a WebP of the middle square, at most 512 pixels wide, or raise `Refused`."""
    Image.MAX_IMAGE_PIXELS = None  # the size is checked below, before a pixel is read
    try:
        photo = Image.open(io.BytesIO(data), formats=_KINDS)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Refused("photo-broken" if data.startswith(_MAGIC) else "photo-kind") from error
    _check_pixels(*photo.size)
    try:
        photo.draft("RGB", (2 * SIDE, 2 * SIDE))
        photo.load()
        upright = ImageOps.exif_transpose(_square(photo))  # a square from the middle may be turned afterwards
        written = io.BytesIO()
        _plain(upright).save(written, "WEBP", quality=_QUALITY, method=4)
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("photo-broken") from error
    return written.getvalue()


def _check_pixels(width: int, height: int) -> None:
    if width * height > PIXELS:
        raise Refused("photo-pixels", megapixels=width * height // 1_000_000, limit=PIXELS // 1_000_000)
    if min(width, height) < LEAST_SIDE:
        raise Refused("photo-small", width=width, height=height, limit=LEAST_SIDE)


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
