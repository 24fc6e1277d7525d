"""Where commands print: a terminal at its own width; a file or a pipe at a fixed one, whoever runs the command."""

import sys
from typing import TextIO

from rich.console import Console

WIDTH = 80


def make_console(*, width: int = WIDTH, wrap: bool = False, file: TextIO | None = None) -> Console:
    """A console that takes its width from a terminal or from its caller, never from a variable such as COLUMNS.

    Args:
        width: columns where there is no terminal that knows better.
        wrap: whether prose is wrapped to the width too. Else only tables keep to it, and a message stays the one line
            that it is, however long the path in it, for whoever searches or compares what a command printed.
        file: where to print instead of standard output.
    """
    is_terminal = (file or sys.stdout).isatty()
    return Console(file=file, width=None if is_terminal else width, soft_wrap=not wrap, highlight=False)
