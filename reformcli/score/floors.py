"""Floors: the scores that a change must not fall below, kept as JSON, by measure and then by language.

A measure is a kind (its F1), `relative dates`, an attribute such as `percentages.comparator`, or `language`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from reformcli.errors import UsageError
from reformcli.score.tally import Accuracy, Scores, Tally

Floors = Mapping[str, Mapping[str, float]]  # by measure, then by language
DECIMALS = 4


class Shortfall(NamedTuple):
    """A score below its floor; `value` is None when the gold given does not measure it."""

    measure: str
    language: str
    floor: float
    value: float | None


def measured(scores: Scores) -> Floors:
    """What floors are compared with: F1 of each kind and accuracy of each attribute, by language, at 4 decimals."""
    rows: dict[str, dict[str, Tally] | dict[str, Accuracy]] = {**scores.kinds, **scores.attributes}
    return {name: {language: round(row[language].value, DECIMALS) for language in sorted(row)}
            for name, row in rows.items()}


def load_floors(path: Path) -> Floors:
    """The floors of a file; UsageError when it is missing or not floors."""
    try:
        floors = json.loads(path.read_text(encoding="utf-8"))
        return {name: {language: float(floor) for language, floor in row.items()} for name, row in floors.items()}
    except FileNotFoundError:
        raise UsageError(f"{path} does not exist: make it with --floors {path} --update-floors") from None
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} does not hold floors, a JSON object of measures by language: {error}") from error


def save_floors(path: Path, floors: Floors) -> None:
    """Write floors, one measure a line."""
    rows = (f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in sorted(floors.items()))
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


def shortfalls(current: Floors, floors: Floors) -> list[Shortfall]:
    """Every score that is below its floor, or that the gold given leaves unmeasured."""
    pinned = ((measure, language, floor) for measure, row in floors.items() for language, floor in row.items())
    values = ((*pin, current.get(pin[0], {}).get(pin[1])) for pin in pinned)
    return [Shortfall(*v) for v in values if v[3] is None or v[3] < v[2]]


def raised(current: Floors, floors: Floors) -> Floors:
    """The higher of score and floor, for each that is measured or pinned."""
    return {name: dict(_higher(current.get(name, {}), floors.get(name, {}))) for name in {**floors, **current}}


def _higher(current: Mapping[str, float], floors: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    for language in sorted({*current, *floors}):
        yield language, max(current.get(language, 0.0), floors.get(language, 0.0))
