"""The command line: two sheets in, a proven match out, bad input answered by row and column."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from mentorquilt.config.commandline import main

ROOT = Path(__file__).resolve().parents[2]
MENTEES = """Email Address,Full name,What is your career stage?,Specialty,City,What would you like help with?,Hospital
amy@a.org,"Ng, Amy, MD",PGY-4,Anesthesia,"Salina, KS",Contracts; leadership,Prairie Hospital
bo@b.org,Dr. Bo Li,Early career (0-7 y),Peds,"Boise, ID",grant writing,Boise Clinic
"""
MENTORS = """Email,Name,Career stage,Specialty,City,Topics you can help with,How many mentees can you take?,Hospital
cy@c.org,Cy Roe,Late career,Anesthesiology,"Seattle, WA","Contracts, Leadership",2,Clearwater
di@d.org,Di Poe,Late career,Pediatrics,"Boston, MA",Grants,1,Harbor Light
"""


@pytest.fixture
def sheets(tmp_path):
    mentees, mentors = tmp_path / "mentees.csv", tmp_path / "mentors.csv"
    mentees.write_text(MENTEES)
    mentors.write_text(MENTORS)
    return tmp_path, str(mentees), str(mentors)


def test_it_works(sheets, capsys):
    folder, mentees, mentors = sheets
    code = main(["match", mentees, mentors, "--out", str(folder / "o.csv"), "--json", str(folder / "o.json")])

    said = capsys.readouterr().out
    assert code == 0
    assert "2 of 2 mentees have a mentor" in said
    assert "Proved: no other arrangement does better." in said
    rows = list(csv.DictReader(io.StringIO((folder / "o.csv").read_text(encoding="utf-8-sig"))))
    assert {(row["Mentee"], row["Mentor"]) for row in rows} == {("Amy Ng", "Cy Roe"), ("Bo Li", "Di Poe")}
    told = json.loads((folder / "o.json").read_text())
    for pair in told["pairs"]:
        assert sum(pair["parts"].values()) == pair["score"]
    assert sum(pair["score"] for pair in told["pairs"]) == told["total"]
    assert told["proved"] is True
    assert set(told["certificate"]) >= {"profits", "prices"}


def test_a_workbook_has_the_match_the_reserve_and_the_proof(sheets):
    folder, mentees, mentors = sheets
    assert main(["match", mentees, mentors, "--out", str(folder / "o.xlsx")]) == 0

    book = openpyxl.load_workbook(folder / "o.xlsx")
    assert book.sheetnames == ["Match", "Mentors in reserve", "How we know"]
    assert book["Match"].max_row == 3


def test_the_same_seed_gives_the_same_file(sheets):
    folder, mentees, mentors = sheets
    for name in ("one", "two"):
        main(["match", mentees, mentors, "--out", str(folder / f"{name}.csv"), "--seed", "7"])

    assert (folder / "one.csv").read_bytes() == (folder / "two.csv").read_bytes()


@pytest.mark.guarantee
@pytest.mark.parametrize(
    "tamper",
    [
        lambda told: told.update(total=told["total"] + 1),
        lambda told: told["pairs"][0].update(score=told["pairs"][0]["score"] + 1),
        lambda told: told["pairs"][0].update(mentor="di@d.org"),
        lambda told: told["pairs"].pop(),
        lambda told: told["market"]["mentors"][0].update(places=0),
        lambda told: told["market"]["mentees"][0].update(stage="retired"),
        lambda told: told["certificate"]["prices"].update({"cy@c.org": -5}),
        lambda told: told.update(certificate=None),
    ],
)
def test_a_tampered_file_is_refused(sheets, capsys, tamper):
    folder, mentees, mentors = sheets
    main(["match", mentees, mentors, "--out", str(folder / "o.csv"), "--json", str(folder / "o.json")])
    assert main(["verify", str(folder / "o.json")]) == 0

    told = json.loads((folder / "o.json").read_text())
    tamper(told)
    (folder / "o.json").write_text(json.dumps(told))

    assert main(["verify", str(folder / "o.json")]) == 2


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"mentorquilt": 1}', '{"mentorquilt": 1, "market": 3}', "not json"]
)
def test_a_file_that_is_no_match_is_said_to_be_none(tmp_path, capsys, text):
    (tmp_path / "x.json").write_text(text)

    assert main(["verify", str(tmp_path / "x.json")]) == 2
    assert "x.json" in capsys.readouterr().err


def test_a_bad_row_is_named_by_row_and_column_and_nothing_is_written(sheets, capsys):
    folder, mentees, mentors = sheets
    Path(mentees).write_text(MENTEES.replace("bo@b.org", "not an address"))

    assert main(["match", mentees, mentors, "--out", str(folder / "o.csv")]) == 2
    said = capsys.readouterr().err
    assert "row 3, column Email Address" in said
    assert not (folder / "o.csv").exists()


def test_a_missing_file_a_wrong_ending_and_a_missing_folder_are_said(sheets, capsys):
    folder, mentees, mentors = sheets
    assert main(["match", mentees, str(folder / "none.csv"), "--out", str(folder / "o.csv")]) == 2
    assert main(["match", mentees, mentors, "--out", str(folder / "o.pdf")]) == 2
    assert main(["match", mentees, mentors, "--out", str(folder / "no" / "o.csv")]) == 2
    said = capsys.readouterr().err
    assert "no such file" in said
    assert ".xlsx or .csv" in said
    assert "Is the folder there?" in said


def test_rules_with_a_slip_are_said_line_by_line(sheets, capsys):
    folder, mentees, mentors = sheets
    (folder / "r.toml").write_text('[weights]\nspeciality = 3\n[rules]\nstage_rule = "sooner"\n')

    assert (
        main(["match", mentees, mentors, "--rules", str(folder / "r.toml"), "--out", str(folder / "o.csv")])
        == 2
    )
    said = capsys.readouterr().err
    assert "speciality" in said


def test_somebody_without_a_mentor_is_told_why(sheets, capsys):
    folder, mentees, mentors = sheets
    Path(mentors).write_text("\n".join(MENTORS.splitlines()[:2]).replace(",2,", ",1,") + "\n")

    assert main(["match", mentees, mentors, "--out", str(folder / "o.csv")]) == 0
    said = capsys.readouterr().out
    assert "1 of 2 mentees have a mentor" in said
    assert ": no mentor. " in said


def sample(role: str, wish: str, answers: str) -> str:
    """Return twelve people under the headings of the published sample that the shipped rules file is for."""
    head = (
        "first name,last name,email address,both mentor and mentee,job title,grade,organisation,profession,"
    )
    head += f"{wish},biography"
    ladder = ("AA", "EO", "SEO", "Grade 7") if role == "mentee" else ("Grade 6", "SCS1", "SCS2", "SCS4")
    rows = [
        f"{role},{n:02},a@{role}{n:02}.org,no,Some role,{ladder[n % 4]},Department {n % 5},"
        f"{('Policy', 'HR', 'Security')[n % 3]},{answers},My name is {role} {n:02}."
        for n in range(12)
    ]
    return "\n".join([head, *rows]) + "\n"


def test_the_shipped_rules_map_the_published_samples_headings(tmp_path, capsys):
    mentees, mentors = tmp_path / "mentees.csv", tmp_path / "mentors.csv"
    mentees.write_text(sample("mentee", "match with similar identity,identity to match", "yes,Blue"))
    mentors.write_text(sample("mentor", "characteristics", '"Blue, Green"'))
    rules, out = str(ROOT / "examples" / "mentor-match-sample.toml"), str(tmp_path / "o.csv")

    assert main(["match", str(mentees), str(mentors), "--rules", rules, "--out", out]) == 0
    assert "12 of 12 mentees have a mentor" in capsys.readouterr().out
    rows = list(csv.DictReader(io.StringIO(Path(out).read_text(encoding="utf-8-sig"))))
    assert {int(row["wishes"]) > 0 for row in rows} == {True}
    assert {int(row["specialty"]) for row in rows} == {300}
