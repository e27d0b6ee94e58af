"""The 63 provinces before 1 July 2025 and the 34 since: look-up by any spelling in any of the languages.

Source of `provinces_merger.csv`: Resolution 202/2025/QH15 of the National Assembly, checked against three sources;
`provinces_tiles.csv` places both sets on a tile map computed from their centroids.
"""

from __future__ import annotations

import csv
import difflib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reformcli import languages
from reformcli.gazetteer.spellings import bare, spellings


@dataclass(frozen=True, slots=True)
class Province:
    """One of the 63, with the unit it belongs to since 1 July 2025 (`merged_into` equals `slug` where it leads it)."""

    slug: str
    name: str
    iso: str
    merged_into: str
    merged_name: str


@cache
def provinces() -> dict[str, Province]:
    """The 63 by slug, in the order of the official codes."""
    with (files(__package__) / "provinces_merger.csv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines)
        return {
            r["slug_old"]: Province(r["slug_old"], r["name_old"], r["iso"], r["slug_new"], r["name_new"]) for r in rows
        }


def province(slug: str) -> Province:
    """The province of a slug; KeyError for any other word."""
    return provinces()[slug]


def parts(slug: str) -> list[Province]:
    """The former provinces that make up the unit named `slug` since 1 July 2025; empty where it leads none."""
    return [p for p in provinces().values() if p.merged_into == slug]


def unit_of(slugs: Sequence[str]) -> str | None:
    """The unit that just these former provinces, two or more, make up since 1 July 2025."""
    units = {province(slug).merged_into for slug in slugs} if len(slugs) > 1 else set()
    unit = units.pop() if len(units) == 1 else None
    return unit if unit and {p.slug for p in parts(unit)} == set(slugs) else None


@cache
def names(language: str) -> dict[str, str]:
    """Every spelling (word view of the folded text) that a text in `language` may use -> slug, Latin names in all."""
    table = {form: p.slug for p in provinces().values() for form in spellings(p.name)}
    for code in dict.fromkeys(("vi", "en", "fr", language)):
        for slug, written in languages.load(code).provinces.items():
            table |= {form: slug for name in written for form in spellings(name)}
    return {form: slug for form, slug in table.items() if form not in languages.load(language).never}


@cache
def _index() -> dict[str, str]:
    """Bare spelling -> slug over all languages, with slugs themselves and the names with their type in front."""
    table = {bare(p.slug): p.slug for p in provinces().values()}
    for code in languages.available():
        table |= {bare(form): slug for form, slug in names(code).items()}
    return table


_TYPES = ("thanh pho", "tinh", "tp", "province of", "province de", "province du", "ville de", "city of", "province",
          "استان", "شهر")


def find(name: str) -> str | None:
    """The slug of a name in any spelling or language, with or without marks, its type before or after it; else None."""
    key = bare(name)
    index = _index()
    for prefix in ("", *(bare(kind) for kind in _TYPES)):
        trimmed = key.removeprefix(prefix)
        for suffix in ("", "province", "city", "ville"):
            slug = index.get(trimmed.removesuffix(suffix))
            if slug:
                return slug
    return None


def suggest(name: str, most: int = 3) -> list[str]:
    """Display names of the provinces whose spelling is nearest to `name`, best first."""
    index = _index()
    near = difflib.get_close_matches(bare(name), index, n=most * 4, cutoff=0.6)
    return list(dict.fromkeys(province(index[form]).name for form in near))[:most]


def tiles(units: int) -> dict[str, tuple[int, int]]:
    """Row and column of each unit on the tile map of the 63 or the 34 units."""
    with (files(__package__) / "provinces_tiles.csv").open(encoding="utf-8") as lines:
        rows = [r for r in csv.DictReader(lines) if r[f"row_{units}"]]
    return {r["slug"]: (int(r[f"row_{units}"]), int(r[f"col_{units}"])) for r in rows}


def sort_key(name: str) -> str:
    """Marks removed, so that Đà Nẵng sorts with D."""
    return unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d")).casefold()
