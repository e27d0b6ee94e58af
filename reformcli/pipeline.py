"""The whole flow on one screen: detect -> extract -> link."""

from __future__ import annotations

from dataclasses import replace

from reformcli.detect import detect
from reformcli.extract import KINDS
from reformcli.extract.scan import Scan
from reformcli.fold import Composed
from reformcli.link import LINKS
from reformcli.models import UNDETERMINED, Article, Document, Dropped, Mention
from reformcli.read.document import text_id

Found = dict[str, tuple[Mention, ...]]


def annotate(document: Document, dropped: list[Dropped] | None = None) -> Article:
    """The article of one document; what rules took out is appended to `dropped`."""
    composed = Composed.of(document.text)
    language = document.language or detect(composed.text)
    found: Found = {kind.NAME: () for kind in KINDS}
    if language != UNDETERMINED:
        scan = Scan(composed.text, language, document.published, explain=dropped is not None)
        found |= records(scan)
        found = {kind: tuple(_in_original(m, composed, document.text) for m in ms) for kind, ms in found.items()}
        if dropped is not None:
            dropped += [replace(d, mention=_in_original(d.mention, composed, document.text)) for d in scan.dropped]
    return Article(document.text, document.id, document.path, language, document.published, document.title,
                   document.url, found)


def records(scan: Scan) -> Found:
    """The mentions of a scanned text by kind, linked."""
    found: Found = {}
    for kind in KINDS:
        found[kind.NAME] = tuple(kind.find(scan, found))
        for link in LINKS.get(kind.NAME, ()):
            found |= link(scan, found)
    return found


def extract(text: str, language: str | None = None, published: str | None = None) -> Article:
    """The records of one text; the language is detected unless given, `published` is an ISO date."""
    return annotate(Document(text, text_id(text), language=language, published=published))


def _in_original(mention: Mention, composed: Composed, text: str) -> Mention:
    """The mention with the span and the characters of the text as read."""
    if composed.text is text:
        return mention
    start, end = composed.span(mention.start, mention.end)
    return replace(mention, start=start, end=end, text=text[start:end])
