"""The command line. A command is a module of its name here; only here do errors become exit codes."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from reformcli import __version__
from reformcli.errors import ReformError, StoreError, UsageError

NAMES = ("extract", "ingest", "report", "show", "explain", "eval")
EXAMPLE = "\n\nExample: "  # what the docstring of a command ends with


class Commands(TyperGroup):
    """The commands, each imported when it is asked for: a command costs nothing to the others."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {name: TyperCommand(name) for name in NAMES}  # the names, until one is asked for

    def get_command(self, _: Any, cmd_name: str) -> Any:
        """The command of a name, or None."""
        return load(cmd_name) if cmd_name in NAMES else None

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for; an error is one sentence on standard error, and an exit code."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # whoever read has seen enough: Typer ends quietly
        except (ReformError, OSError) as error:
            typer.echo(f"reformcli: {error}", err=True)
            raise typer.Exit(2 if isinstance(error, UsageError | StoreError) else 1) from error


def load(name: str) -> Any:
    """The command of a name; the last paragraph of its docstring, the example, ends its help."""
    function = getattr(import_module(f"reformcli.cli.{name}"), name)
    text, _, example = (inspect.getdoc(function) or "").partition(EXAMPLE)
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name, help=text, epilog=f"Example: {example}")(function)
    return typer.main.get_command(single)


# Plain help: with Rich it takes twice as long as all the rest of `reformcli --help`.
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reformcli {__version__}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")]


@app.callback(cls=Commands, no_args_is_help=True, epilog="Example: reformcli extract data/raw")
def options(version: Version = False) -> None:  # its callback does the work
    """Dates, shares, provinces and deadlines from the press on Viet Nam's administrative reform."""


def main(arguments: Sequence[str] | None = None) -> None:
    """The console script: exit 0 done, 1 findings, 2 usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # the articles need it, whatever the locale says
    app(args=arguments, prog_name="reformcli")
