"""The start of a function without the garbage collector."""

import gc
import importlib
from pathlib import Path

import pytest

import bandup.core.start

HANDLERS = sorted((Path(__file__).parents[3] / "images").glob("*/handler.py"))


def test_garbage_is_collected_again_when_a_start_ends() -> None:
    try:
        importlib.reload(bandup.core.start)
        assert not gc.isenabled()
        bandup.core.start.end()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.enable()
        gc.unfreeze()


@pytest.mark.parametrize("handler", HANDLERS, ids=lambda path: path.parent.name)
def test_every_entry_point_begins_and_ends_its_start(handler: Path) -> None:
    lines = [line for line in handler.read_text(encoding="utf-8").splitlines() if line]
    assert lines[1] == "import bandup.core.start"
    assert lines[-1] == "bandup.core.start.end()"
