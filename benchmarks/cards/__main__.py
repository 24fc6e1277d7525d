"""Run it: `make cards`, see docs/use/flashcard-rules.md."""

import json
import sys
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from ops.arguments import ArgumentParser
from ops.console import make_console
from ops.paths import BUILD

from .corpus import BLIND, DEVELOPED, read_corpus
from .precision import measure_rules
from .report import Report
from .scoring import score_cards

DOCUMENT = "cards.json"


def measure() -> Report:
    """Check every round of the corpus."""
    developed = {half: read_corpus(half) for half in DEVELOPED}
    return Report(
        blind=score_cards(read_corpus(BLIND)),
        developed={half: score_cards(cards) for half, cards in developed.items()},
        rules=measure_rules(card for cards in developed.values() for card in cards),
    )


def run(build: Path, console: Console) -> Report:
    """Measure, print and keep the report."""
    report = measure()
    console.print(escape(report.as_markdown()))
    for missed in report.missed:
        console.print(f"[red]not reached:[/] {escape(missed)}")
    build.mkdir(parents=True, exist_ok=True)
    (build / DOCUMENT).write_text(json.dumps(report.as_document(), indent=2) + "\n", encoding="utf-8")
    console.print(f"Kept in {build / DOCUMENT}.")
    return report


def main() -> int:
    """The command: 0 if every target is reached, else 1."""
    parser = ArgumentParser(prog="make cards", description="Which cards the checks keep and which they turn away.")
    parser.add_argument("--build", type=Path, default=BUILD)
    return 1 if run(parser.parse_args().build, make_console()).missed else 0


if __name__ == "__main__":
    sys.exit(main())
