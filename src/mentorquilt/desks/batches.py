"""How the address of an outbox page names a batch: a word, or a word and a ref, as in ``round:<uuid>``."""


class BatchConverter:
    """Letters, digits and ``: . _ -``; never a slash."""

    regex = r"[A-Za-z0-9:._-]{1,80}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
