"""Names in one cell or in two, with titles and degrees, in any script."""

import pytest

from mentorquilt import rosters
from mentorquilt.rosters._names import names_from_parts

ONE = {
    "Dr. Jane A. Doe, MD, PhD": ("Jane A.", "Doe", ("Dr.",), ("MD", "PhD")),
    "Doe, Jane": ("Jane", "Doe", (), ()),
    "Doe, Jane A., MD": ("Jane A.", "Doe", (), ("MD",)),
    "Doe MD, Jane": ("Jane", "Doe", (), ("MD",)),
    "Jane Doe MD FACS": ("Jane", "Doe", (), ("MD", "FACS")),
    "van der Berg, Anna": ("Anna", "van der Berg", (), ()),
    "Anna van der Berg": ("Anna", "van der Berg", (), ()),
    "Prof. Dr. med. Hans Müller": ("Hans", "Müller", ("Prof.", "Dr.", "med."), ()),
    "DUPONT Jean": ("Jean", "DUPONT", (), ()),
    "Jean DUPONT": ("Jean", "DUPONT", (), ()),
    "王小明": ("", "王小明", (), ()),
    "محمد بن سلمان": ("محمد بن", "سلمان", (), ()),
    "Ma Li": ("Ma", "Li", (), ()),
    "Thuy Do": ("Thuy", "Do", (), ()),
    "Dr Do": ("", "Do", ("Dr",), ()),
    "Suharto": ("", "Suharto", (), ()),
    "John Smith Jr.": ("John", "Smith Jr.", (), ()),
    "Smith, John, Jr., MD": ("John", "Smith Jr.", (), ("MD",)),
    "O'Brien, Kate M.D.": ("Kate", "O'Brien", (), ("M.D.",)),
    "Jane (Janie) Doe": ("Jane", "Doe", (), ()),
    "=SUM(A1)": ("", "=SUM(A1)", (), ()),
    "": ("", "", (), ()),
}


@pytest.mark.parametrize(("text", "parts"), ONE.items())
def test_one_cell(text, parts):
    names = rosters.names_from_one(text)
    assert (names.given, names.family, names.titles, names.credentials) == parts


def test_full_name_is_given_then_family_without_titles():
    assert rosters.names_from_one("Dr. Doe, Jane, MD").full == "Jane Doe"


def test_two_cells_with_titles_typed_along():
    names = names_from_parts("Dr. Jane", "Doe, MD", "", "PhD; MPH")
    assert (names.full, names.titles, names.credentials) == ("Jane Doe", ("Dr.",), ("MD", "PhD", "MPH"))
