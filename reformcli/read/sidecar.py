"""NAME.json beside NAME.txt: what is known about an article that its file cannot say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reformcli.errors import InputError
from reformcli.models import Problem
from reformcli.read.decode import decode

FIELDS = ("published", "title", "url")  # the rest of a sidecar may be gold, which reading must not see


def beside(path: Path, shown: str) -> tuple[dict[str, Any], list[Problem]]:
    """What the sidecar of a file states, empty where there is none; one that cannot be read is a Problem."""
    file = path.with_suffix(".json")
    try:
        return (_stated(file) if file.is_file() else {}), []
    except (InputError, OSError) as error:
        message = f"{getattr(error, 'strerror', None) or error}; the article is read without it"
        return {}, [Problem(str(Path(shown).with_suffix(".json")), message)]


def _stated(file: Path) -> dict[str, Any]:
    try:
        about = json.loads(decode(file.read_bytes()))
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON ({error})") from error
    if not isinstance(about, dict):
        raise InputError("must hold one JSON object")
    return {name: about[name] for name in FIELDS if about.get(name)}
