"""An index as one file: written beside its place and moved there whole, read by mapping it into memory.

The file is a line of magic, the length of a JSON head, the head (where each array lies) and the arrays, all aligned.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from mentorquilt.searching._part import Part, Terms

MAGIC = b"mentorquilt search 1\n"
_ALIGN = 64
_Array = npt.NDArray[Any]


class BrokenIndex(ValueError):
    """A file that is no index of this version: build it anew."""


def write_part(part: Part, path: Path) -> None:
    """Write an index so that a reader finds the old file or the new one, never a piece."""
    arrays = _arrays(part)
    placed, at = {}, 0
    for name, values in arrays.items():
        placed[name] = {"dtype": values.dtype.str, "count": len(values), "at": at}
        at += -(-values.nbytes // _ALIGN) * _ALIGN
    head = json.dumps({"arrays": placed, "average_length": part.average_length, "bytes": at}).encode()
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".draft")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(MAGIC + len(head).to_bytes(8, "little") + head)
            file.write(b"\x00" * (-file.tell() % _ALIGN))
            for values in arrays.values():
                file.write(np.ascontiguousarray(values).tobytes())
                file.write(b"\x00" * (-values.nbytes % _ALIGN))
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def read_part(path: Path) -> Part:
    """Return the index in a file, mapped and not copied; raise `BrokenIndex` when it is none."""
    try:
        mapped = np.asarray(np.memmap(path, np.uint8, "r"))
        start = len(MAGIC) + 8
        if bytes(mapped[: len(MAGIC)]) != MAGIC:
            raise BrokenIndex(f"{path} is no search index of this version")
        length = int.from_bytes(bytes(mapped[len(MAGIC) : start]), "little")
        head = json.loads(bytes(mapped[start : start + length]))
        first = -(-(start + length) // _ALIGN) * _ALIGN
        if len(mapped) != first + head["bytes"]:
            raise BrokenIndex(f"{path} is cut off")
        arrays = {name: _view(mapped, first, entry) for name, entry in head["arrays"].items()}
        return _part(arrays, head["average_length"])
    except BrokenIndex:
        raise
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenIndex(f"{path} cannot be read as a search index") from error


def _view(mapped: _Array, first: int, entry: Mapping[str, Any]) -> _Array:
    kind = np.dtype(entry["dtype"])
    start = first + entry["at"]
    return mapped[start : start + entry["count"] * kind.itemsize].view(kind)


def _arrays(part: Part) -> dict[str, _Array]:
    return {
        "refs": part.refs,
        "terms": part.terms.block,
        "term_texts": part.terms.starts,
        "term_starts": part.term_starts,
        "term_docs": part.term_docs,
        "term_weights": part.term_weights,
        "tags": part.tags.block,
        "tag_texts": part.tags.starts,
        "tag_starts": part.tag_starts,
        "tag_docs": part.tag_docs,
    }


def _part(arrays: Mapping[str, _Array], average_length: float) -> Part:
    return Part(
        refs=arrays["refs"],
        terms=Terms(arrays["terms"], arrays["term_texts"]),
        term_starts=arrays["term_starts"],
        term_docs=arrays["term_docs"],
        term_weights=arrays["term_weights"],
        tags=Terms(arrays["tags"], arrays["tag_texts"]),
        tag_starts=arrays["tag_starts"],
        tag_docs=arrays["tag_docs"],
        average_length=average_length,
    )
