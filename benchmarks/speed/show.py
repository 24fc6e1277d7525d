"""The figures on a terminal."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from .figures import Figure, round_figure


def print_figures(figures: Sequence[Figure], console: Console) -> None:
    """A line for each figure, then those that miss their target."""
    table = Table("figure", "median", "min", "max", "target", "", "compared with", box=box.SIMPLE_HEAD)
    for figure in figures:
        table.add_row(
            figure.name,
            f"{round_figure(figure.value):g} {figure.unit}",
            f"{round_figure(min(figure.samples)):g}",
            f"{round_figure(max(figure.samples)):g}",
            "" if figure.target is None else str(figure.target),
            {True: "[green]met[/]", False: "[red]missed[/]", None: ""}[figure.met],
            figure.compared_with,
        )
    console.print(table)
    missed = [figure for figure in figures if figure.met is False]
    for figure in missed:
        console.print(
            f"[red]missed:[/] {figure.name}: {round_figure(figure.value):g} {figure.unit}, target {figure.target}"
        )
    aimed = sum(figure.target is not None for figure in figures)
    console.print(f"{aimed - len(missed)} of {aimed} targets met; {len(figures)} figures.")
