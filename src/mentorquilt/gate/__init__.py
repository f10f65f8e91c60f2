"""The only way in for things from outside, and the way out for tables.

In: `read_mail` (a mail that came to us), `read_table` (CSV, XLSX), `read_photo` and `read_logo` check the bytes
and parse them in a child process with hard limits; `run_bounded` does so for a parser of another pure room.
Each answers, or raises `Refused` with a `fix`.
Out: `write_csv` and `write_xlsx` write tables in which no cell runs as a formula; `safe_cell` is the rule.
Knows nothing of people, headings' meanings or Django.
"""

from mentorquilt.gate._bounded import run_bounded
from mentorquilt.gate._cells import Sheet, Value, from_safe_cell, safe_cell
from mentorquilt.gate._mail import Bounce, MailRead, read_mail
from mentorquilt.gate._out import write_csv, write_xlsx
from mentorquilt.gate._photo import read_logo, read_photo
from mentorquilt.gate._refused import Refused
from mentorquilt.gate._table import TableRead, read_table

__all__ = [
    "Bounce",
    "MailRead",
    "Refused",
    "Sheet",
    "TableRead",
    "Value",
    "from_safe_cell",
    "read_logo",
    "read_mail",
    "read_photo",
    "read_table",
    "run_bounded",
    "safe_cell",
    "write_csv",
    "write_xlsx",
]
