"""Arrow columns from dataclasses: types follow from the hints, a new field is a new column by itself."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from arro3.core import Array, DataType, Field, Table


@cache
def struct_of(record: type) -> DataType:
    """The Arrow struct of a dataclass, a field an attribute. A hint that has no Arrow type raises TypeError."""
    from arro3.core import DataType

    hints = get_type_hints(record)
    return DataType.struct([_field(f.name, type_of(hints[f.name])) for f in fields(record)])


def type_of(hint: Any) -> DataType:
    """The Arrow type of a hint: str, int, float, bool, `X | None`, `tuple[X, ...]`."""
    from arro3.core import DataType

    simple = {str: DataType.utf8, int: DataType.int64, float: DataType.float64, bool: DataType.bool}
    if get_origin(hint) in (Union, types.UnionType):
        return type_of(next(option for option in get_args(hint) if option is not type(None)))
    if get_origin(hint) is tuple:
        return list_of(type_of(get_args(hint)[0]))
    if hint in simple:
        return simple[hint]()
    raise TypeError(f"{hint} has no Arrow type: use str, int, float, bool, X | None or tuple[X, ...]")


def list_of(inner: DataType) -> DataType:
    """A list type whose items are named as Delta Lake names them."""
    from arro3.core import DataType

    return DataType.list(_field("element", inner))


def table(columns: Mapping[str, DataType], rows: Iterable[Mapping[str, Any]]) -> Table:
    """An Arrow table of rows: structs as mappings or objects with `[name]`, lists as sequences."""
    from arro3.core import Schema, Table

    rows = list(rows)
    arrays = [_array([row[name] for row in rows], kind) for name, kind in columns.items()]
    return Table.from_arrays(arrays, schema=Schema([_field(name, kind) for name, kind in columns.items()]))


def _field(name: str, kind: DataType) -> Field:
    from arro3.core import Field

    return Field(name, kind, nullable=True)


def _array(values: Sequence[Any], kind: DataType) -> Array:
    from arro3.core import Array, struct_array

    if (inner := kind.value_type) is not None:
        return _list_array(values, kind, inner)
    if parts := kind.fields:
        return struct_array([_array([v[f.name] for v in values], f.type) for f in parts], fields=parts)
    return Array(values, kind)


def _list_array(values: Sequence[Sequence[Any]], kind: DataType, inner: DataType) -> Array:
    from arro3.core import Array, DataType, list_array

    offsets = [0]
    for items in values:
        offsets.append(offsets[-1] + len(items))
    flat = _array([item for items in values for item in items], inner)
    return list_array(Array(offsets, DataType.int32()), flat, type=kind)
