"""Evaluations as a person wants to read them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

_OPEN, _CLOSE = "«", "»"


def print_essay(console: Console, result: Mapping[str, Any], *, in_full: bool) -> None:
    """Print bands, feedback and cost of one Writing task.

    Args:
        console: where to print.
        result: what the API answered, see `jobs.grade`.
        in_full: with the essay and its quotes marked.
    """
    evaluation = result["evaluation"]
    console.print()
    console.print(_bands(f"IELTS Writing {_task(evaluation)}", evaluation))
    _feedback(console, evaluation["feedback"])
    _print_kinds(console, evaluation)
    if in_full:
        _text(console, "Your text", evaluation["essay_content"], evaluation["feedback"]["quoted_examples"])
    facts = {"Words": str(evaluation["word_count"]), **_facts(result, evaluation.get("model"))}
    console.print(_table(facts))


def print_test(console: Console, result: Mapping[str, Any]) -> None:
    """Print the bands of a whole Writing test."""
    evaluation = result["evaluation"]
    console.print()
    bands = {_task(task): f"band {task['overall_band']:g}" for task in evaluation["tasks"]}
    title = f"IELTS Writing, both tasks: band {evaluation['overall_band']:g}"
    console.print(Panel(_table(bands), title=title, title_align="left"))
    _print_kinds(console, *evaluation["tasks"])
    console.print(_table(_facts(result, evaluation["tasks"][-1].get("model"))))


def print_spoken_answer(console: Console, result: Mapping[str, Any]) -> None:
    """Print bands, measured fluency, feedback, transcript and cost of one part of a Speaking test."""
    evaluation = result["evaluation"]
    console.print()
    console.print(_bands(f"IELTS Speaking {_part(evaluation)}", evaluation))
    console.print(Text(evaluation["notice"]))
    _feedback(console, evaluation["feedback"])
    _print_kinds(console, evaluation)
    _print_transcript(console, evaluation)
    console.print(_table(_facts(result, evaluation.get("model_used"))))


def print_spoken_test(console: Console, result: Mapping[str, Any]) -> None:
    """Print the bands of a whole Speaking test, then each part with what was said to its questions."""
    evaluation = result["evaluation"]
    console.print()
    table = Table(title=f"IELTS Speaking: band {evaluation['overall_band']:g}", title_justify="left", expand=True)
    for name in ("Criterion", *(_part(part) for part in evaluation["parts"]), "Test"):
        table.add_column(name)
    for place, criterion in enumerate(evaluation["criteria"]):
        bands = (part["feedback"]["criteria"][place]["band"] for part in evaluation["parts"])
        whole = f"{criterion['band']:g} (mean {criterion['raw_mean']:g})"
        table.add_row(criterion["label"], *(f"{band:g}" for band in bands), whole)
    console.print(table)
    for part in evaluation["parts"]:
        console.print(Text(f"{_part(part)}, {part['duration']:g} s", style="bold"))
        for answer in part["answers"]:
            console.print(Text(f"  {answer['question']}", style="italic"))
            console.print(Text(f"    {answer.get('feedback', 'nothing was said about it')}"))
    console.print(_table(_facts(result, evaluation.get("model_used"))))


def count_kinds(*evaluations: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """How many errors of each kind were quoted by the judge and how many were measured; the most frequent first."""
    quoted, measured = Counter[str](), Counter[str]()
    for evaluation in evaluations:
        quoted.update(_list_kinds(evaluation["feedback"]["quoted_examples"]))
        measured.update(_list_kinds(evaluation["measured"].get("findings", ())))
    return {kind: (quoted[kind], measured[kind]) for kind, _ in (quoted + measured).most_common()}


def mark_quotes(text: str, quotes: Sequence[Mapping[str, Any]]) -> Text:
    """The text with every quote between marks and numbered; quotes may overlap.

    The marks are characters, not colours alone, so that they survive a file or a screen reader.

    Args:
        text: what the offsets count in, in Unicode code points.
        quotes: with `start` and `end`, in the order of their numbers.
    """
    marks = [(quote["start"], 1, _OPEN) for quote in quotes]
    marks += [(quote["end"], 0, f"{_CLOSE}[{number}]") for number, quote in enumerate(quotes, start=1)]
    shown, position = Text(), 0
    for at, _, mark in sorted(marks, key=lambda each: each[:2]):
        shown.append(text[position:at])
        shown.append(mark, style="bold yellow")
        position = at
    return shown.append(text[position:])


def _bands(title: str, evaluation: Mapping[str, Any]) -> Table:
    table = Table(title=f"{title}: band {evaluation['overall_band']:g}", title_justify="left", expand=True)
    table.add_column("Criterion")
    table.add_column("Band", justify="right")
    table.add_column("Why")
    for criterion in evaluation["feedback"]["criteria"]:
        unsure = " (least certain)" if criterion.get("certainty") == "low" else ""
        table.add_row(criterion["label"] + unsure, f"{criterion['band']:g}", criterion["reason"])
    return table


def _list_kinds(entries: Sequence[Mapping[str, Any]]) -> list[str]:
    return [entry["error_type"] for entry in entries if entry["error_type"] is not None]


def _print_kinds(console: Console, *evaluations: Mapping[str, Any]) -> None:
    kinds = count_kinds(*evaluations)
    if not kinds:
        return
    table = Table(title="Kinds of error", title_justify="left")
    table.add_column("Kind")
    table.add_column("Quoted by the judge", justify="right")
    table.add_column("Measured", justify="right")
    for kind, (quoted, measured) in kinds.items():
        table.add_row(kind.replace("_", " "), str(quoted), str(measured))
    console.print(table)


def _print_transcript(console: Console, evaluation: Mapping[str, Any]) -> None:
    """What was heard, what it was taken for, and what was measured."""
    _text(console, "Transcript", evaluation["transcript"], evaluation["feedback"]["quoted_examples"])
    for word in evaluation["misheard"]:
        console.print(Text(f"  heard as {word['heard']!r}: {word['meant']}"))
    measured = {name.replace("_", " "): _plain(value) for name, value in evaluation["measured"].items()}
    console.print(Panel(_table(measured), title="Measured in the recording, apart from the bands", title_align="left"))


def _feedback(console: Console, feedback: Mapping[str, Any]) -> None:
    console.print(Panel(Text(feedback["summary"]), title="Feedback", title_align="left"))
    for title, items in (
        ("Strengths", feedback["strengths"]),
        ("What would raise the band", feedback["improvements"]),
    ):
        if items:
            console.print(Text(title, style="bold"))
        for item in items:
            console.print(Text(f"  - {item}"))


def _text(console: Console, title: str, text: str, quotes: Sequence[Mapping[str, Any]]) -> None:
    quotes = sorted(quotes, key=lambda quote: (quote["start"], quote["end"]))
    console.print(Panel(mark_quotes(text, quotes), title=title, title_align="left"))
    for number, quote in enumerate(quotes, start=1):
        better = f"  →  {quote['suggestion']}" if quote["suggestion"] else ""
        console.print(Text(f" [{number}] {_OPEN}{quote['quote']}{_CLOSE}  {quote['issue']}{better}"))


def _facts(result: Mapping[str, Any], model: str | None) -> dict[str, str]:
    evaluation, cost = result["evaluation"], result["job"].get("cost")
    return {
        "Flags": ", ".join(evaluation["flags"]) or "none",
        "Mean before rounding": f"{evaluation['raw_mean']:g} ({evaluation['rounding_policy']})",
        "Band range": _range(evaluation),
        "Judged by": model or "rule, without a model",
        "Cost": f"${cost['usd']:.6f} ({cost['input_tokens']} + {cost['output_tokens']} tokens)" if cost else "nothing",
        "Time": f"{result['seconds']:.1f} s from submission to stored result",
        "Stored as": evaluation["evaluation_id"],
    }


def _range(evaluation: Mapping[str, Any]) -> str:
    low, high = (f"{evaluation['band_range'][end]:g}" for end in ("low", "high"))
    measured = "; nobody has measured this examiner" if evaluation.get("uncalibrated") else ""
    return f"{low} to {high}{measured}"


def _table(rows: Mapping[str, str]) -> Table:
    table = Table(show_header=False, box=None)
    for name, value in rows.items():
        table.add_row(name, Text(value))
    return table


def _task(evaluation: Mapping[str, Any]) -> str:
    return str(evaluation["task_type"]).replace("TASK_", "Task ")


def _part(evaluation: Mapping[str, Any]) -> str:
    return str(evaluation["part"]).replace("PART_", "Part ")


def _plain(value: Any) -> str:
    if value is None:
        return "unknown"
    return f"{value:g}" if isinstance(value, float) else str(value)
