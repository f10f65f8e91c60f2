"""Pages of the import, in the order in which a coordinator meets them."""

from mentorquilt.programs.views.imports.check import bad_rows, check, done
from mentorquilt.programs.views.imports.columns import column, columns, row
from mentorquilt.programs.views.imports.people import people
from mentorquilt.programs.views.imports.upload import discard, upload

__all__ = ["bad_rows", "check", "column", "columns", "discard", "done", "people", "row", "upload"]
