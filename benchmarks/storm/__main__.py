"""Run it: `make storm [MESSAGES=1500] [SEEDS=3] [KINDS=writing,interview]`."""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from rich.console import Console
from rich.table import Table

from bandup.core.aws import CONFIG
from bandup.core.log import logger
from bandup.jobs.kinds import Kind
from ops.arguments import ArgumentParser
from ops.console import make_console

from .emulated import dynamodb
from .exceptions import StormError
from .interview_storm import InterviewStorm
from .job_storm import JobStorm
from .judge import PARTS
from .outcome import Outcome
from .seed_rules import by_seed_rules
from .weather import Weather

INTERVIEW = "interview"

MESSAGES = dict.fromkeys([*(kind.value for kind in PARTS), INTERVIEW], 1_500)
"""By kind, so that three seeds of all take less than 25 minutes."""


def main() -> int:
    """Run the storms one after the other; 0 only if every promise held in each."""
    parser = ArgumentParser(prog="make storm", description="Jobs and interviews in bad weather.")
    parser.add_argument("--messages", type=int, help="of each kind")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--kinds", default=",".join(MESSAGES), help="some of them, with commas between")
    chosen = parser.parse_args()
    kinds = chosen.kinds.split(",")
    if not ((chosen.messages is None or 100 <= chosen.messages <= 1_000_000) and 1 <= chosen.seeds <= 100):
        parser.error("give 100 to 1,000,000 messages and 1 to 100 seeds")
    if unknown := [kind for kind in kinds if kind not in MESSAGES]:
        parser.error(f"there is no kind {', '.join(unknown)}: give some of {', '.join(MESSAGES)}")
    console = make_console()
    # The logs of thousands of jobs would hide the report.
    logger.setLevel("CRITICAL")
    credentials = {"AWS_ACCESS_KEY_ID": "storm", "AWS_SECRET_ACCESS_KEY": "storm"}
    os.environ.update(credentials | {"AWS_DEFAULT_REGION": "us-east-1"})
    broken: set[str] = set()
    runs: list[dict[str, Any]] = []
    for kind in kinds:
        weather = Weather(messages=chosen.messages or MESSAGES[kind])
        try:
            outcomes = list(_storms(kind, weather, chosen.seeds, console))
        except StormError as error:
            console.print(str(error), style="red", markup=False)
            return 1
        runs += [_describe(weather, outcome) for outcome in outcomes]
        _keep(runs)
        console.print(_table(kind, weather, outcomes))
        broken |= {f"{kind}: {promise}" for outcome in outcomes for promise in outcome.list_broken_promises()}
    for promise in sorted(broken):
        console.print(f"broken: {promise}", style="red", markup=False)
    return 1 if broken else 0


def _storms(kind: str, weather: Weather, seeds: int, console: Console) -> Iterator[Outcome]:
    def say(text: str) -> None:
        console.print(text, markup=False)

    for seed in range(1, seeds + 1):
        with tempfile.TemporaryDirectory() as work, dynamodb(Path(work)) as address:
            connections = Config(max_pool_connections=2 * weather.environments)
            client = boto3.client("dynamodb", endpoint_url=address, config=CONFIG.merge(connections))
            yield run_storm(kind, client, weather, seed, say)


def run_storm(kind: str, client: Any, weather: Weather, seed: int, say: Callable[[str], None]) -> Outcome:
    """One storm of one kind.

    Args:
        kind: of the jobs, or `interview`.
        client: of DynamoDB, for this storm alone.
        weather: what goes wrong, and how often.
        seed: of the dice.
        say: told of the progress.

    Raises:
        StormError: the work does not come to an end.
    """
    if kind == INTERVIEW:
        return InterviewStorm(client, weather, seed, say).run()
    return JobStorm(Kind[kind.upper()], client, weather, seed, say).run()


def _describe(weather: Weather, outcome: Outcome) -> dict[str, Any]:
    return {
        "kind": outcome.kind,
        "seed": outcome.seed,
        "weather": asdict(weather),
        "figures": outcome.figures,
        "kills": outcome.kills,
        "broken": outcome.list_broken_promises(),
    }


def _keep(runs: list[dict[str, Any]]) -> None:
    file = Path("build") / "storm.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({"runs": runs}, indent=2) + "\n", encoding="utf-8")


def _table(kind: str, weather: Weather, outcomes: list[Outcome]) -> Table:
    table = Table("", *(f"seed {outcome.seed}" for outcome in outcomes), title=kind)
    for label in outcomes[0].figures:
        table.add_row(label, *(str(outcome.figures[label]) for outcome in outcomes))
    if kind != INTERVIEW:
        compared = [by_seed_rules(weather, outcome.seed) for outcome in outcomes]
        table.add_row("lost by the seed design's rules", *(str(each.lost) for each in compared))
        table.add_row("rewritten by the seed design's rules", *(str(each.rewritten) for each in compared))
    return table


if __name__ == "__main__":
    sys.exit(main())
