"""`reformcli eval`: the scores of the extraction against gold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from reformcli.models import Problem
    from reformcli.score import Error, Scores
    from reformcli.score.floors import Shortfall

LEFT_AS_IT_WAS = "is left as it was: mend the gold where it cannot be read, or lower floors with --allow-regression"


class Evaluation(NamedTuple):
    """What one run found: the scores, gold that could not be read, and what is below its floor."""

    scores: Scores
    problems: list[Problem]
    shortfalls: list[Shortfall]


def eval(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="NAME.txt with NAME.json, .jsonl, or folders.")],
    floors: Annotated[Path | None, typer.Option(help="JSON file of scores not to fall below.")] = None,
    update_floors: Annotated[bool, typer.Option("--update-floors", help="Raise the floors to what is scored.")] = False,
    allow_regression: Annotated[bool, typer.Option("--allow-regression", help="Let floors be lowered too.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="List misses, false alarms and wrong attributes.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
) -> None:
    """Score the extraction against gold, by kind and language.

    Exit 1 below a floor.

    Example: reformcli eval tests/gold --floors tests/floors.json --errors
    """
    evaluation = measure(gold, floors, update_floors, allow_regression)
    (_print_json if json else _print_tables)(evaluation, errors)
    for line in complaints(evaluation):
        typer.echo(line, err=True)
    if evaluation.problems or evaluation.shortfalls:
        if update_floors:
            typer.echo(f"{floors} {LEFT_AS_IT_WAS}", err=True)
        raise typer.Exit(1)


def measure(gold: list[Path], floors: Path | None, update: bool = False, allow_regression: bool = False) -> Evaluation:
    """Score gold, hold the scores against the floors of a file, and write new ones there when asked to.

    Floors are only ever lowered with `allow_regression`; gold that cannot be read leaves them as they are.
    """
    from reformcli.errors import UsageError
    from reformcli.score import evaluate, load_gold
    from reformcli.score.floors import load_floors, measured, raised, save_floors, shortfalls

    if floors is None and (update or allow_regression):
        raise UsageError("--update-floors and --allow-regression need to know which file: add --floors FILE")
    if allow_regression and not update:
        raise UsageError("--allow-regression lowers floors only together with --update-floors: add it")
    pinned = load_floors(floors) if floors and (floors.exists() or not update) else {}
    loaded = load_gold(gold)
    scores = evaluate(loaded.articles)
    below = [] if allow_regression else shortfalls(measured(scores), pinned)
    if floors and update and not below and not loaded.problems:
        save_floors(floors, measured(scores) if allow_regression else raised(measured(scores), pinned))
    return Evaluation(scores, loaded.problems, below)


def complaints(evaluation: Evaluation) -> list[str]:
    """One sentence for each thing that makes the command exit 1."""
    unread = [f"{p.where} {p.message}" for p in evaluation.problems]
    unmeasured = [f"{s.measure} {s.language}: the floor is {s.floor:.4f}, but this gold does not measure it"
                  for s in evaluation.shortfalls if s.value is None]
    below = [f"{s.measure} {s.language}: {s.value:.4f} is below the floor {s.floor:.4f}"
             for s in evaluation.shortfalls if s.value is not None]
    return unread + unmeasured + below


def to_dict(evaluation: Evaluation, errors: bool) -> dict[str, Any]:
    """The same for machines: scores by measure and language, shortfalls, problems, and errors when asked for."""
    scores = evaluation.scores
    found: dict[str, Any] = {
        "kinds": {k: {language: t.to_dict() for language, t in row.items()} for k, row in scores.kinds.items()},
        "attributes": {k: {language: a.to_dict() for language, a in row.items()}
                       for k, row in scores.attributes.items()},
        "shortfalls": [s._asdict() for s in evaluation.shortfalls],
        "problems": [p.to_dict() for p in evaluation.problems],
    }
    return found | ({"errors": [e.to_dict() for e in scores.errors]} if errors else {})


def _print_json(evaluation: Evaluation, errors: bool) -> None:
    from json import dumps

    typer.echo(dumps(to_dict(evaluation, errors), ensure_ascii=False))


def _print_tables(evaluation: Evaluation, errors: bool) -> None:
    from reformcli.report.terminal import print_parts

    print_parts([_kinds_table(evaluation.scores), _attributes_table(evaluation.scores)])
    for error in evaluation.scores.errors if errors else ():
        typer.echo(_describe(error))


def _kinds_table(scores: Scores) -> Table:
    table = _table("kind", "language", ">P", ">R", ">F1", ">right", ">missed", ">false")
    for kind, row in scores.kinds.items():
        for language, t in sorted(row.items()):
            shares = (f"{share:.4f}" for share in (t.precision, t.recall, t.value))
            first = kind if language == "all" else ""
            table.add_row(first, language, *shares, *(str(n) for n in (t.right, t.missed, t.false)))
        table.add_section()
    return table


def _attributes_table(scores: Scores) -> Table:
    languages = sorted({language for row in scores.attributes.values() for language in row})
    table = _table("attribute", *(f">{language}" for language in languages))
    for name, row in scores.attributes.items():
        table.add_row(name, *(f"{row[code].value:.4f}" if code in row else "" for code in languages))
    return table


def _table(*headings: str) -> Table:
    """An empty table; a heading that begins with > is over numbers."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, pad_edge=False)
    for heading in headings:
        table.add_column(heading.lstrip(">"), justify="right" if heading.startswith(">") else "left", no_wrap=True)
    return table


def _describe(error: Error) -> str:
    """`fr-002 dates, missed: expected …, found … by …`, and the passage under it."""
    from reformcli.report.typography import isolate, safe

    rule = f" by {error.rule}" if error.rule else ""
    values = f"expected {_value(error.expected)}, found {_value(error.found)}{rule}"
    return f"{safe(error.article)} {error.kind}, {error.what}: {values}\n    {isolate(safe(error.context))}"


def _value(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return " ".join(map(str, value)) or "none"
    return "nothing" if value is None else str(value)
