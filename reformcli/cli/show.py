"""`reformcli show`: one stored article with its mentions highlighted, and its records."""

from __future__ import annotations

import json as jsonlib
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from reformcli.models import Article


def show(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="An id, the start of one, or a path.")],
    store: Annotated[str, typer.Option(metavar="DIR", help="The folder of the store.")] = "data/extracted",
    json: Annotated[bool, typer.Option("--json", help="Print the article's record as JSON.")] = False,
) -> None:
    """Show a stored article, its mentions highlighted by kind.

    Its records follow, a table a kind.

    Example: reformcli show data/raw/2025-06-20_vi-chay-thu-hai-cap.txt
    """
    from reformcli.report.article import show_article
    from reformcli.report.terminal import print_parts

    found = find(store, article)
    if json:
        typer.echo(jsonlib.dumps(found.to_dict(), ensure_ascii=False))
    else:
        print_parts(show_article(found))


def find(store: str, name: str) -> Article:
    """The stored article. Raises UsageError where the name fits none or several, StoreError where there is no store."""
    from reformcli.query import connect, find_article

    return find_article(connect(store), name)
