"""Layout, components and pictures. No table; knows no room.

Views use ``from mentorquilt import ui`` (``ui.done``, ``ui.refuse``); forms use ``mentorquilt.ui.forms``.
Templates use the built-in tags and the includes listed in ``docs/reference/components.md``.
"""

from mentorquilt.ui import forms, pickers, pictures
from mentorquilt.ui.prose import Prose, prose
from mentorquilt.ui.responses import PublicAnswer, conflict, done, is_htmx, not_saved, page, refuse, saved

__all__ = [
    "Prose",
    "PublicAnswer",
    "conflict",
    "done",
    "forms",
    "is_htmx",
    "not_saved",
    "page",
    "pickers",
    "pictures",
    "prose",
    "refuse",
    "saved",
]
