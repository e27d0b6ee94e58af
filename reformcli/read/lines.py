"""`.jsonl`: one JSON object a line, with `text` (or `input`) and what is known about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reformcli.errors import InputError
from reformcli.models import Document, Problem
from reformcli.read.document import document
from reformcli.read.published import from_field, from_url

SUFFIXES = (".jsonl",)
BOM = b"\xef\xbb\xbf"


def read(path: Path, shown: str) -> Iterator[Document | Problem]:
    """A document or a Problem a line, blank lines apart; a bad line does not stop the others. Raises OSError."""
    empty = True
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if content := line.removeprefix(BOM if number == 1 else b"").strip():
                empty = False
                yield _record(content, shown, number)
    if empty:
        yield Problem(shown, "holds no records: one JSON object a line is expected")


def _record(line: bytes, shown: str, number: int) -> Document | Problem:
    try:
        about = _object(line)
        published = from_field(about.get("published")) or from_url(about.get("url"))
        return document(_text(about), shown, about, published, number)
    except InputError as error:
        return Problem(f"{shown}:{number}", str(error))


def _object(line: bytes) -> dict[str, Any]:
    try:
        about = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 (byte {error.start + 1} of the line)") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON ({error})") from error
    if not isinstance(about, dict):
        raise InputError("is not a JSON object with a `text`")
    return about


def _text(about: dict[str, Any]) -> str:
    text = about["text"] if "text" in about else about.get("input")
    if not isinstance(text, str):
        raise InputError("has no `text`, which must be a string")
    return text
