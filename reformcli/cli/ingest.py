"""`reformcli ingest`: files and folders into the store."""

from __future__ import annotations

import json as jsonlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from reformcli.ingest import Counts, Progress


def ingest(
    path: Annotated[list[Path], typer.Argument(help="Files and folders: .txt, .html, .jsonl.")],
    store: Annotated[str, typer.Option(metavar="DIR", help="The folder of the store.")] = "data/extracted",
    json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Store the records of files and folders.

    What is there and unchanged is skipped; a changed file replaces its record. Exit 1 where a file failed.

    Example: reformcli ingest data/raw --store data/extracted
    """
    counts = run(path, store)
    for problem in counts.problems:
        typer.echo(f"reformcli: {problem}", err=True)
    typer.echo(jsonlib.dumps(as_json(counts), ensure_ascii=False) if json else closing_line(counts))
    if counts.failed:
        raise typer.Exit(1)


def run(paths: list[Path], store: str) -> Counts:
    """Ingest, with a progress bar where standard error is a terminal."""
    from reformcli.ingest import ingest as work
    from reformcli.store import Store

    with progress_bar() as progress:
        return work(paths, Store(store), progress)


def closing_line(counts: Counts) -> str:
    """What became of the articles, in one line."""
    return f"{counts.new} new, {counts.changed} changed, {counts.skipped} skipped, {counts.failed} failed"


def as_json(counts: Counts) -> dict[str, object]:
    """The counts, and the problems as objects."""
    return counts.to_dict() | {"problems": [problem.to_dict() for problem in counts.problems]}


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on standard error, gone when done; nothing where that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    shown = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TextColumn("files, {task.description} articles"))
    with Progress(*shown, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("0", total=None)
        yield lambda done, total, read: bar.update(task, completed=done, total=total, description=f"{read:,}")
