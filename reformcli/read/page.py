"""`.html`: the article's text out of its page, with the title, address and publication date that the page states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reformcli.errors import InputError
from reformcli.models import Document, Problem
from reformcli.read.decode import decode
from reformcli.read.document import document
from reformcli.read.published import from_field, from_name, from_url
from reformcli.read.sidecar import beside

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SUFFIXES = (".html", ".htm")
# Trafilatura's own date is a guess from the whole page: only what the page states as its date of publication counts.
STATED = {"article:published_time", "og:article:published_time", "datepublished", "publishdate", "publish-date",
          "pubdate", "dc.date", "dc.date.issued", "dcterms.issued", "citation_publication_date", "parsely-pub-date",
          "date"}
LINKED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')


def read(path: Path, shown: str) -> Iterator[Document | Problem]:
    """The one document of a page. What a sidecar states comes before the page. Raises InputError and OSError."""
    page = decode(path.read_bytes())
    tree = parsed(page)
    stated, problems = beside(path, shown)
    yield from problems
    about = _metadata(tree) | stated
    dates = filter(None, map(from_field, [about.get("published"), *stated_dates(tree)]))
    published = next(dates, None) or from_name(path.name) or from_url(about["url"])
    yield document(article_text(tree), shown, about, published)


def parsed(page: str) -> HtmlElement:
    """The tree of a page, or of a piece of one. Raises InputError where there is none."""
    import trafilatura

    tree = trafilatura.load_html(page)
    if tree is None:
        tree = trafilatura.load_html(f"<html><body>{page}</body></html>")
    if tree is None:
        raise InputError("is not a page of HTML")
    return tree


def article_text(tree: HtmlElement) -> str:
    """The running text of a page, a paragraph a line; all of its text where no article can be made out."""
    import trafilatura

    found = trafilatura.bare_extraction(deepcopy(tree), include_comments=False)  # which prunes the tree
    return (getattr(found, "text", None) or trafilatura.html2txt(tree, clean=False)).strip()


def stated_dates(tree: HtmlElement) -> Iterator[str]:
    """What the page gives as its date of publication, in meta tags, linked data and time tags, as written."""
    for meta in tree.iter("meta"):
        names = {meta.get(name, "").lower() for name in ("property", "name", "itemprop")}
        if names & STATED:
            yield meta.get("content", "")
    for script in tree.iter("script"):
        yield from LINKED_DATA.findall(script.text or "")
    for time in tree.iter("time"):
        if time.get("itemprop", "").lower() == "datepublished" or "pubdate" in time.attrib:
            yield time.get("datetime", "")


def _metadata(tree: HtmlElement) -> dict[str, Any]:
    import trafilatura

    found = trafilatura.extract_metadata(tree, extensive=False)
    return {"title": found.title, "url": found.url}
