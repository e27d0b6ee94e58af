"""A Document from a text and what its source says about it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from reformcli import languages
from reformcli.errors import InputError
from reformcli.fold import whole
from reformcli.models import Document


def text_id(text: str) -> str:
    """SHA-256 of the text in UTF-8, as hexadecimal digits. Lone surrogates count as their three bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document(
    text: str, path: str, about: Mapping[str, Any], published: str | None, line: int | None = None
) -> Document:
    """The document of a text, with `id`, `language`, `title` and `url` as `about` gives them.

    Raises InputError for a text of nothing but space.
    """
    text = whole(text)
    if not text.strip():
        raise InputError("holds no text")
    return Document(text, id=_id(about) or text_id(text), path=path, language=_language(about), published=published,
                    title=_string(about, "title"), url=_string(about, "url"), line=line)


def _id(about: Mapping[str, Any]) -> str | None:
    given = about.get("id")
    return str(given) if isinstance(given, int) and not isinstance(given, bool) else _string(about, "id")


def _language(about: Mapping[str, Any]) -> str | None:
    """One of ours, also from a tag such as fr-FR; None leaves it to be detected."""
    code = (_string(about, "language") or "").lower().replace("_", "-").split("-")[0]
    return code if code in languages.available() else None


def _string(about: Mapping[str, Any], name: str) -> str | None:
    value = about.get(name)
    return whole(value).strip() or None if isinstance(value, str) else None
