"""The whole flow: read -> detect -> extract -> link."""

from __future__ import annotations

import hashlib

from reformcli.extract import KINDS
from reformcli.models import Article, Document, Dropped


def annotate(document: Document, dropped: list[Dropped] | None = None) -> Article:
    """The article of one document; what rules took out is appended to `dropped`."""
    mentions = {kind.NAME: () for kind in KINDS}
    return Article(document.text, document.id, document.path, document.language or "und", document.published,
                   document.title, document.url, mentions)


def extract(text: str, language: str | None = None, published: str | None = None) -> Article:
    """The records of one text."""
    return annotate(Document(text, hashlib.sha256(text.encode()).hexdigest(), language=language, published=published))
