"""An evaluation as a person wants to read it."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

_OPEN, _CLOSE = "«", "»"


def print_evaluation(console: Console, evaluation: Mapping[str, Any], job: Mapping[str, Any], seconds: float) -> None:
    """Print bands, feedback, the essay with its quotes marked, and the cost.

    Args:
        console: where to print.
        evaluation: what `GET /evaluations/{id}` answered.
        job: what `GET /jobs/{id}` answered at the end.
        seconds: from the submission to the stored result.
    """
    feedback = evaluation["feedback"]
    console.print(_bands(evaluation, feedback["criteria"]))
    console.print(Panel(feedback["summary"], title="Feedback", title_align="left"))
    _list(console, "Strengths", feedback["strengths"])
    _list(console, "What would raise the band", feedback["improvements"])
    quotes = sorted(feedback["quoted_examples"], key=lambda quote: (quote["start"], quote["end"]))
    console.print(Panel(marked(evaluation["essay_content"], quotes), title="Your text", title_align="left"))
    for number, quote in enumerate(quotes, start=1):
        better = f"  →  {quote['suggestion']}" if quote["suggestion"] else ""
        console.print(Text(f" [{number}] {_OPEN}{quote['quote']}{_CLOSE}  {quote['issue']}{better}"))
    console.print()
    console.print(_facts(evaluation, job, seconds))


def marked(essay: str, quotes: Sequence[Mapping[str, Any]]) -> Text:
    """The essay with every quote between marks and numbered; quotes may overlap.

    The marks are characters, not colours alone, so that they survive a file or a screen reader.

    Args:
        essay: the text that the offsets count in, in Unicode code points.
        quotes: with `start` and `end`, in the order of their numbers.
    """
    marks = [(quote["start"], 1, _OPEN) for quote in quotes]
    marks += [(quote["end"], 0, f"{_CLOSE}[{number}]") for number, quote in enumerate(quotes, start=1)]
    text, position = Text(), 0
    for at, _, mark in sorted(marks, key=lambda each: each[:2]):
        text.append(essay[position:at])
        text.append(mark, style="bold yellow")
        position = at
    return text.append(essay[position:])


def _bands(evaluation: Mapping[str, Any], criteria: Sequence[Mapping[str, Any]]) -> Table:
    task = evaluation["task_type"].replace("TASK_", "Task ")
    table = Table(title=f"IELTS Writing {task}: band {evaluation['overall_band']:g}", title_justify="left", expand=True)
    table.add_column("Criterion")
    table.add_column("Band", justify="right")
    table.add_column("Why")
    for criterion in criteria:
        table.add_row(criterion["label"], f"{criterion['band']:g}", criterion["reason"])
    return table


def _list(console: Console, title: str, items: Sequence[str]) -> None:
    if items:
        console.print(Text(title, style="bold"))
    for item in items:
        console.print(Text(f"  - {item}"))


def _facts(evaluation: Mapping[str, Any], job: Mapping[str, Any], seconds: float) -> Table:
    cost = job.get("cost")
    facts = {
        "Words": str(evaluation["word_count"]),
        "Flags": ", ".join(evaluation["flags"]) or "none",
        "Mean before rounding": f"{evaluation['raw_mean']:g} ({evaluation['rounding_policy']})",
        "Judged by": evaluation.get("model") or "rule, without a model",
        "Cost": f"${cost['usd']:.6f} ({cost['input_tokens']} + {cost['output_tokens']} tokens)" if cost else "nothing",
        "Time": f"{seconds:.1f} s from submission to stored result",
    }
    table = Table(show_header=False, box=None)
    for name, value in facts.items():
        table.add_row(name, value)
    return table
