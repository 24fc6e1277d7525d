"""Run it: `make storm [MESSAGES=10000] [SEEDS=3]`."""

import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from ops.arguments import ArgumentParser
from ops.console import make_console

from .emulated import dynamodb
from .exceptions import StormError
from .outcome import MAX_CALLS_PER_GOOD, Outcome
from .seed_rules import SeedOutcome, by_seed_rules
from .weather import Weather

ROWS = {
    "good messages": "good",
    "results": "results",
    "lost": "lost",
    "results that changed": "changed",
    "poison in the dead-letter queue": "poison_in_dlq",
    "good in the dead-letter queue": "good_in_dlq",
    f"paid calls per good message (at most {MAX_CALLS_PER_GOOD})": "calls_per_good",
    "throttled calls": "throttled",
    "killed invocations": "killed",
    "seconds": "seconds",
}


SAMPLES = 1
"""Judgements that a storm's work asks for. With three, one that comes is enough, so more jobs end at once."""


def main() -> int:
    """Run the storms one after the other; 0 only if every promise held in each."""
    parser = ArgumentParser(prog="make storm", description="Ten thousand messages in bad weather.")
    parser.add_argument("--messages", type=int, default=Weather.messages)
    parser.add_argument("--seeds", type=int, default=3)
    chosen = parser.parse_args()
    if not (100 <= chosen.messages <= 1_000_000 and 1 <= chosen.seeds <= 100):
        parser.error("give 100 to 1,000,000 messages and 1 to 100 seeds")
    weather = Weather(messages=chosen.messages)
    console = make_console()
    try:
        outcomes = _storms(weather, chosen.seeds, console)
    except StormError as error:
        console.print(str(error), style="red", markup=False)
        return 1
    compared = [by_seed_rules(weather, outcome.seed) for outcome in outcomes]
    _keep(weather, outcomes, compared)
    console.print(_table(outcomes, compared))
    broken = sorted({promise for outcome in outcomes for promise in outcome.list_broken_promises()})
    for promise in broken:
        console.print(f"broken: {promise}", style="red", markup=False)
    return 1 if broken else 0


def _storms(weather: Weather, seeds: int, console: Console) -> list[Outcome]:
    # The worker's log of ten thousand jobs would hide the progress; it is read when the module is loaded.
    os.environ["POWERTOOLS_LOG_LEVEL"] = "CRITICAL"
    credentials = {"AWS_ACCESS_KEY_ID": "storm", "AWS_SECRET_ACCESS_KEY": "storm", "AWS_REGION": "us-east-1"}
    os.environ.update(credentials | {"AWS_DEFAULT_REGION": "us-east-1"})
    outcomes = []
    for seed in range(1, seeds + 1):
        with tempfile.TemporaryDirectory() as work, dynamodb(Path(work)) as address:
            os.environ["AWS_ENDPOINT_URL_DYNAMODB"] = address
            from .storm import Storm  # noqa: PLC0415  # after the log level is set

            outcomes.append(Storm(weather, seed, lambda text: console.print(text, markup=False)).run())
    return outcomes


def _keep(weather: Weather, outcomes: list[Outcome], compared: list[SeedOutcome]) -> None:
    runs: list[dict[str, Any]] = [
        {
            **asdict(outcome),
            "calls_per_good": outcome.calls_per_good,
            "killed": outcome.killed,
            "broken": outcome.list_broken_promises(),
            "seed_rules": asdict(by),
        }
        for outcome, by in zip(outcomes, compared, strict=True)
    ]
    file = Path("build") / "storm.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(
        json.dumps({"weather": asdict(weather), "samples": SAMPLES, "runs": runs}, indent=2) + "\n", encoding="utf-8"
    )


def _table(outcomes: list[Outcome], compared: list[SeedOutcome]) -> Table:
    table = Table("", *(f"seed {outcome.seed}" for outcome in outcomes), title=f"judgements of each message: {SAMPLES}")
    for label, name in ROWS.items():
        table.add_row(label, *(str(getattr(outcome, name)) for outcome in outcomes))
    table.add_row("lost by the seed design's rules", *(str(each.lost) for each in compared))
    table.add_row("rewritten by the seed design's rules", *(str(each.rewritten) for each in compared))
    return table


if __name__ == "__main__":
    sys.exit(main())
