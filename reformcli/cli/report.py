"""`reformcli report`: what the store says, as a whole or about one province."""

from __future__ import annotations

import json as jsonlib
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from reformcli.report.overview import Overview
    from reformcli.report.province import ProvinceReport


def report(
    province: Annotated[str | None, typer.Option(metavar="NAME", help="A province, in any spelling.")] = None,
    store: Annotated[str, typer.Option(metavar="DIR", help="The folder of the store.")] = "data/extracted",
    *,
    as_of: Annotated[
        datetime,
        typer.Option(metavar="DATE", formats=["%Y-%m-%d"], default_factory=datetime.now, show_default="today",
                     help="The day that deadlines are counted from."),
    ],
    json: Annotated[bool, typer.Option("--json", help="Print the same rows as JSON.")] = False,
) -> None:
    """Report on all stored articles, or on one province.

    Example: reformcli report --province "Hai Duong" --as-of 2025-07-01
    """
    found = ask(store, province, as_of.date())
    if json:
        typer.echo(jsonlib.dumps(found.to_dict(), ensure_ascii=False))
    else:
        _print(found)


def ask(store: str, province: str | None, as_of: date) -> Overview | ProvinceReport:
    """The rows of a report. Raises UsageError for an unknown province, StoreError where there is no store."""
    from reformcli.query import connect
    from reformcli.report.overview import overview
    from reformcli.report.province import find_province, province_report

    asked = find_province(province) if province is not None else None
    session = connect(store)
    return province_report(session, asked, as_of) if asked else overview(session, as_of)


def _print(found: Overview | ProvinceReport) -> None:
    from reformcli.report.overview import Overview
    from reformcli.report.terminal import print_parts, show_overview, show_province

    print_parts(show_overview(found) if isinstance(found, Overview) else show_province(found))
