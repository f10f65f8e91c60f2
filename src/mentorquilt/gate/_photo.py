"""Photographs and logos from outside: cheap checks here, everything that touches pixels in the bounded child."""

from __future__ import annotations

from mentorquilt.gate._bounded import run_bounded
from mentorquilt.gate._refused import Refused
from mentorquilt.gate._words import size_words

PHOTO_BYTES = 6_000_000
LOGO_BYTES = 2_000_000
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")


def read_photo(data: bytes) -> bytes:
    """Return the photo as a square WebP of at most 512 by 512 pixels without metadata, or raise `Refused`."""
    if not data:
        raise Refused("empty")
    if len(data) > PHOTO_BYTES:
        raise Refused("photo-too-big", size=size_words(len(data)), limit=size_words(PHOTO_BYTES))
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise Refused("photo-heic")
    result: bytes = run_bounded(photo_in_child, data, result_limit=2_000_000)
    return result


def photo_in_child(data: bytes) -> bytes:
    """Return the new WebP; runs in the bounded child, so Pillow never meets foreign bytes in the server."""
    from mentorquilt.gate import _pixels  # noqa: PLC0415 - slow import

    return _pixels.square_webp(data)


def read_logo(data: bytes) -> bytes:
    """Return the logo as an opaque PNG of at most 640 by 240 pixels without metadata, or raise `Refused`.

    What was transparent gets a plate, white or dark, on which the logo can be read; so it holds on any ground.
    """
    if not data:
        raise Refused("empty")
    if len(data) > LOGO_BYTES:
        raise Refused("logo-too-big", size=size_words(len(data)), limit=size_words(LOGO_BYTES))
    result: bytes = run_bounded(logo_in_child, data, result_limit=1_000_000)
    return result


def logo_in_child(data: bytes) -> bytes:
    """Return the new PNG; runs in the bounded child."""
    from mentorquilt.gate import _pixels  # noqa: PLC0415 - slow import

    return _pixels.plain_logo(data)
