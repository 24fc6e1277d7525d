"""A draft is revised: what became of each finding, and which change of a band is more than noise."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ops.client.api import Api
from ops.journeys.jobs import WRITING, grade
from ops.journeys.material import SAMPLES, Essay
from ops.progress import Say

STATUSES = {"fixed": "fixed", "still_there": "still there", "deleted": "deleted, not fixed", "new": "new"}


def revise_sample(api: Api, first: Mapping[str, Any], say: Say) -> dict[str, Any]:
    """Have the sample's second draft graded.

    Args:
        api: the API as the student calls it.
        first: the evaluation of the sample.
        say: told of each new stage of the job.

    Returns:
        What the API answered at each step, see `ops.journeys.jobs.grade`.
    """
    say("its second draft, in which some errors are mended and one sentence is deleted")
    text = (SAMPLES / "writing_task_2" / "revised.txt").read_text(encoding="utf-8")
    request = replace(Essay.sample("TASK_2"), text=text).as_request(api)
    return grade(api, WRITING, {**request, "revises": first["evaluation_id"]}, say)


def print_revision(console: Console, result: Mapping[str, Any]) -> None:
    """Print what became of each finding, and the bands beside those before."""
    evaluation = result["evaluation"]
    revision = evaluation["revision"]
    counts = Counter(finding["status"] for finding in revision["findings"])
    summed = ", ".join(f"{counts[status]} {name}" for status, name in STATUSES.items() if counts[status])
    table = Table(title=f"Second draft: {summed or 'nothing was found'}", title_justify="left", expand=True)
    for name in ("What became of it", "Before", "Now"):
        table.add_column(name)
    for finding in revision["findings"]:
        now = (
            ""
            if finding["new_start"] is None
            else evaluation["essay_content"][finding["new_start"] : finding["new_end"]]
        )
        before = "" if finding["status"] == "new" else finding["quote"]
        table.add_row(STATUSES[finding["status"]], Text(before), Text(now))
    console.print()
    console.print(table)
    for change in revision["bands"]:
        noise = " (within the range: this may be noise)" if change["change"] and change["within_range"] else ""
        name = change["band"].replace("_", " ")
        console.print(Text(f"  {name}: {change['before']:g}, now {change['now']:g}{noise}"))
