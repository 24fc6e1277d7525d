"""One environment's first essay, in a process of its own: `python -m speed.first_essay before|after`.

It prints how long the process took for the essay beside the model's call, and how much of a processor the start and the
essay used. `before` builds the checker's tables with the first essay and waits for it before the model is asked.
"""

import json
import sys
import time

from bandup.ielts.findings import GrammarChecker
from findings.corpus import read_corpus

STARTING_SECONDS = 0.5
"""What else a start does: the imports and the clients."""

MODEL_SECONDS = 3.0
"""A fast model's answer; real ones take 5 to 20 s."""


def measure(essay: str, *, overlapped: bool) -> dict[str, float]:
    """Wall seconds of the essay's own, and processor seconds of everything."""
    checker = GrammarChecker()
    used = time.process_time()
    if overlapped:
        checker.start()
    time.sleep(STARTING_SECONDS)
    began = time.monotonic()
    checked = checker.begin(essay)
    if not overlapped:
        checked.result()
    time.sleep(MODEL_SECONDS)
    checked.result()
    own = time.monotonic() - began - MODEL_SECONDS
    return {"own_seconds": own, "processor_seconds": time.process_time() - used}


if __name__ == "__main__":
    print(json.dumps(measure(read_corpus().prose[0].text, overlapped=sys.argv[1] == "after")))  # noqa: T201
