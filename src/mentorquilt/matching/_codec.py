"""Frozen dataclasses to plain JSON values and back, exactly.

Here: one walk over the declared field types, so that a new field is carried without new code. Not here: which
classes exist (``_market``, ``_policy``, ``_outcome``) and any rule about what the values mean.
"""

import dataclasses
import enum
import json
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
Json = dict[str, Any]


def to_json(value: Any) -> Any:
    """This will turn a dataclass, enum or nested tuple into dicts, lists and scalars."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    return value


def from_json(kind: type[T], data: str | bytes | Mapping[str, Any], *, where: str = "") -> T:
    """This will rebuild ``kind`` from ``to_json``'s value or its text; ValueError names the wrong field."""
    return typing.cast(T, _read(kind, plain(data), where or kind.__name__.lower()))


def plain(data: str | bytes | Mapping[str, Any]) -> Json:
    """This will give the top object of a JSON text, or a shallow copy of one already read."""
    if isinstance(data, str | bytes):
        try:
            data = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise ValueError(f"This is not JSON: {error}.") from None
    if not isinstance(data, Mapping):
        raise ValueError("A JSON object is expected at the top.")
    return dict(data)


@cache
def _field_types(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _read(kind: Any, value: Any, where: str) -> Any:
    """This will check ``value`` against one declared type and give it in that type."""
    origin = typing.get_origin(kind)
    if origin is types.UnionType or origin is typing.Union:
        if value is None:
            return None
        return _read(next(arm for arm in typing.get_args(kind) if arm is not type(None)), value, where)
    if origin is tuple:
        return _read_tuple(typing.get_args(kind), value, where)
    if dataclasses.is_dataclass(kind):
        return _read_record(typing.cast(type, kind), value, where)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        try:
            return kind(value)
        except ValueError:
            choices = ", ".join(str(member.value) for member in kind)
            raise ValueError(f"{where}: {value!r} is not one of {choices}.") from None
    return _read_scalar(kind, value, where)


def _read_tuple(arms: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{where}: a list is expected, not {value!r}.")
    if len(arms) == 2 and arms[1] is Ellipsis:
        return tuple(_read(arms[0], item, f"{where}[{at}]") for at, item in enumerate(value))
    if len(value) != len(arms):
        raise ValueError(f"{where}: {len(arms)} values are expected, not {len(value)}.")
    return tuple(
        _read(arm, item, f"{where}[{at}]") for at, (arm, item) in enumerate(zip(arms, value, strict=True))
    )


def _read_record(kind: type, value: Any, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise ValueError(f"{where}: an object is expected, not {value!r}.")
    known = _field_types(kind)
    extra = sorted(str(name) for name in value if name not in known)
    if extra:
        raise ValueError(f"{where}: unknown field {extra[0]!r}.")
    fields = {name: _read(known[name], item, f"{where}.{name}") for name, item in value.items()}
    try:
        return kind(**fields)
    except TypeError:
        missing = sorted(
            field.name
            for field in dataclasses.fields(kind)
            if field.name not in fields
            and field.default is dataclasses.MISSING
            and field.default_factory is dataclasses.MISSING
        )
        raise ValueError(f"{where}: the field {missing[0]!r} is missing.") from None


def _read_scalar(kind: Any, value: Any, where: str) -> Any:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return value
    if kind is int and isinstance(value, bool):
        raise ValueError(f"{where}: a whole number is expected, not {value!r}.")
    if not isinstance(value, kind):
        names = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}
        raise ValueError(f"{where}: {names.get(kind, kind)} is expected, not {value!r}.")
    return value
