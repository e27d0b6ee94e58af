"""Where a publication date may come from: never guessed, and a date that cannot be is ignored."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

NAME_DATE = re.compile(r"(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)")
# A path segment or a run of digits alone: /2025/09/29/, -2025-09-29, -20250929, also with hours to milliseconds.
URL_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})([/._-]?)(\d{1,2})\2(\d{1,2})(?!\d)")
URL_STAMP = re.compile(r"(?<!\d)(20\d{2})()(\d{2})(\d{2})(?:[01]\d|2[0-3])[0-5]\d[0-5]\d(?:\d{3})?(?!\d)")
FIELD_DATE = re.compile(r"\s*(\d{4})([-/]?)(\d{2})\2(\d{2})(?!\d)")


def from_field(value: Any) -> str | None:
    """A date or a date with a time, as a record, a sidecar or a page's metadata gives it."""
    return _first(FIELD_DATE.match(value)) if isinstance(value, str) else None


def from_name(name: str) -> str | None:
    """The date that a file's name starts with."""
    return _first(NAME_DATE.match(name))


def from_url(url: Any) -> str | None:
    """The first date in the path of an address."""
    path = _path(url) if isinstance(url, str) else ""
    return _first(*URL_DATE.finditer(path), *URL_STAMP.finditer(path))


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _first(*matches: re.Match[str] | None) -> str | None:
    """The first match that is a day of the calendar, in ISO form."""
    return next((found for match in matches if match and (found := _iso(match))), None)


def _iso(match: re.Match[str]) -> str | None:
    year, _, month, day = match.groups()
    if year < "1900":
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
