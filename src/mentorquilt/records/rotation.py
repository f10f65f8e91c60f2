"""Rewriting of encrypted columns under the newest key, so that an old key can be taken out of the file."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models, transaction

from mentorquilt.records.text import EncryptedText

AT_ONCE = 200


def sealed_columns() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Yield each model with the names of its encrypted columns."""
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields if isinstance(field, EncryptedText)]  # noqa: SLF001
        if names:
            yield model, names


def rewrite_all() -> int:
    """Encrypt every text anew with the newest key; returns how many rows that were.

    Works in small transactions beside people who write: each holds its rows (on SQLite the whole file, for as
    long as a batch takes), so no newer text is overwritten by an older one.
    """
    return sum(rewrite(model, names) for model, names in sealed_columns())


def rewrite(model: type[models.Model], names: list[str]) -> int:
    """Encrypt one model's columns anew, batch by batch in the order of keys."""
    manager = model._default_manager  # noqa: SLF001 - the documented way to a model's manager
    last, count = None, 0
    while True:
        with transaction.atomic():
            rows = manager.order_by("pk") if last is None else manager.filter(pk__gt=last).order_by("pk")
            batch = list(rows.select_for_update().only("pk", *names)[:AT_ONCE])
            for row in batch:
                manager.filter(pk=row.pk).update(**{name: getattr(row, name) for name in names})
        if not batch:
            return count
        last, count = batch[-1].pk, count + len(batch)
