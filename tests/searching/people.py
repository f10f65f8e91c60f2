"""Small indexes for tests."""

from mentorquilt.searching import Document, Hit, Index, build


def person(ref: str, *texts: str, tags: tuple[str, ...] = ()) -> Document:
    """Return a document with its first text (the name) at weight 3 and the rest at weight 1."""
    fields = tuple((text, 3.0 if not at else 1.0) for at, text in enumerate(texts))
    return Document(ref, fields, frozenset(tags))


def index(**texts: str) -> Index:
    """Return an index of one-text people, named by their refs."""
    return build(Document(ref, ((text, 1.0),)) for ref, text in texts.items())


def refs(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.ref for hit in hits]


STAFF = (
    person("ana", "Ana Lima", "regional anesthesia, ultrasound", tags=("mentor", "country:BR")),
    person("bo", "Bo Ek", "pain medicine, leadership", tags=("mentor", "country:SE")),
    person("cy", "Cy Müller", "pain medicine, rural practice in Kansas", tags=("mentee", "country:US")),
    person(
        "dee",
        "Dee O'Brien-Smith",
        "chronic pain, neuromodulation for erythromelalgia",
        tags=("mentor", "country:US"),
    ),
    person("haruki", "村上 春樹", "心臓外科", tags=("mentor", "country:JP")),
)
