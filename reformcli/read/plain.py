"""`.txt`: the file is the text. What else is known may stand in a sidecar, and in the file's name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reformcli.models import Document, Problem
from reformcli.read.decode import decode
from reformcli.read.document import document
from reformcli.read.published import from_field, from_name, from_url
from reformcli.read.sidecar import beside

SUFFIXES = (".txt",)


def read(path: Path, shown: str) -> Iterator[Document | Problem]:
    """The one document of a file. Raises InputError and OSError."""
    text = decode(path.read_bytes())
    about, problems = beside(path, shown)
    yield from problems
    published = from_field(about.get("published")) or from_name(path.name) or from_url(about.get("url"))
    yield document(text, shown, about, published)
