"""The index as a file: the same answers from it, never a piece of it, and a clear error for what is none."""

import subprocess
import sys
import time

import pytest

from mentorquilt import searching
from mentorquilt.searching import Delta, build, load
from tests.searching.people import STAFF, refs

QUERIES = ("pain", "kansas", "müller", "外科", "neuro", "p")


def test_file_answers_like_the_built_index(tmp_path):
    built = build(STAFF)
    built.save(tmp_path / "people.index")
    loaded = load(str(tmp_path / "people.index"))
    for query in QUERIES:
        assert loaded.search(query, tags=["mentor"]) == built.search(query, tags=["mentor"])
    assert len(loaded) == len(STAFF)
    assert refs(loaded.with_delta(Delta(removed=frozenset({"cy"}))).search("medicine")) == ["bo"]


def test_empty_index_is_a_file_too(tmp_path):
    build([]).save(tmp_path / "people.index")
    assert load(tmp_path / "people.index").search("pain") == ()


def test_replacing_the_file_leaves_readers_what_they_have(tmp_path):
    path = tmp_path / "people.index"
    build(STAFF).save(path)
    reader = load(path)
    build(STAFF[:1]).save(path)
    assert refs(reader.search("kansas")) == ["cy"]
    assert load(path).search("kansas") == ()
    assert list(tmp_path.iterdir()) == [path]


def test_index_with_a_delta_is_not_saved(tmp_path):
    with pytest.raises(ValueError, match="build it anew"):
        build(STAFF).with_delta(Delta()).save(tmp_path / "people.index")


def test_missing_folder_leaves_nothing(tmp_path):
    with pytest.raises(FileNotFoundError):
        build(STAFF).save(tmp_path / "missing" / "people.index")
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "people.index")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("spoil", ["empty", "text", "cut", "longer", "head", "version"])
def test_file_that_is_no_index_is_named(tmp_path, spoil):
    path = tmp_path / "people.index"
    build(STAFF).save(path)
    data = path.read_bytes()
    broken = {
        "empty": b"",
        "text": b"hello",
        "cut": data[:-100],
        "longer": data + b"x",
        "head": data.replace(b'"dtype"', b'"dtypo"', 1),
        "version": data.replace(b"search 1", b"search 9", 1),
    }[spoil]
    path.write_bytes(broken)
    with pytest.raises(searching.BrokenIndex):
        load(path)


@pytest.mark.guarantee
def test_writer_killed_at_any_moment_leaves_the_old_file_whole(tmp_path):
    path = tmp_path / "people.index"
    build(STAFF).save(path)
    before = path.read_bytes()
    script = (
        "import sys\nfrom mentorquilt.searching import Document, build\n"
        "index = build(Document(str(at), ((f'word{at} pain', 1.0),)) for at in range(4000))\n"
        "print('ready', flush=True)\nwhile True: index.save(sys.argv[1])"
    )
    for pause in (0.0, 0.003, 0.011):
        writer = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE)
        writer.stdout.readline()
        time.sleep(pause)
        writer.kill()
        writer.wait()
        writer.stdout.close()
        assert path.read_bytes() == before or len(load(path)) == 4000
