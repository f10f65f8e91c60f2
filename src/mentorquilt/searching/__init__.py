"""Finding people by words: a BM25 index in numpy that is the same on every database.

`build` makes an `Index` from `Document` values, `Index.save` and `load` move it through a file that is mapped into
memory, `Index.with_delta` lays later changes over it. Pure: knows neither Django nor what the texts are about.
"""

from mentorquilt.searching._build import Document
from mentorquilt.searching._files import BrokenIndex
from mentorquilt.searching._index import Delta, Hit, Index, Tag, build, load
from mentorquilt.searching._tokens import fold

__all__ = ["BrokenIndex", "Delta", "Document", "Hit", "Index", "Tag", "build", "fold", "load"]
