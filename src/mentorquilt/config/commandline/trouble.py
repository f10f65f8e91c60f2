"""What the command line says when the input cannot be used."""

from pathlib import Path


class Trouble(Exception):
    """The input cannot be used; each line says where and what to do."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def bytes_of(path: Path) -> bytes:
    """Return a file's bytes, or raise Trouble that says how it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Trouble(f"{path}: there is no such file. Check the name and the folder.") from None
    except OSError as error:
        raise Trouble(f"{path}: cannot be read ({error.strerror}).") from None
