"""The start of a function without the garbage collector."""

import ast
import gc
import importlib
from pathlib import Path

import pytest

import bandup.core.start

IMAGES = Path(__file__).parents[3] / "images"
HANDLERS = sorted(IMAGES.glob("*/handler.py"))
PROCESSES = sorted(IMAGES.glob("flashcard_generator/pdf/*_process.py"))


def test_garbage_is_collected_again_when_a_start_ends() -> None:
    try:
        importlib.reload(bandup.core.start)
        assert not gc.isenabled()
        bandup.core.start.end()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.enable()


@pytest.mark.parametrize("handler", HANDLERS, ids=lambda path: path.parent.name)
def test_every_entry_point_begins_and_ends_its_start(handler: Path) -> None:
    lines = [line for line in handler.read_text(encoding="utf-8").splitlines() if line]
    assert lines[1] == "import bandup.core.start"
    assert lines[-1] == "bandup.core.start.end()"


@pytest.mark.parametrize("process", PROCESSES, ids=lambda path: path.stem)
def test_a_process_that_reads_a_document_begins_and_ends_its_start(process: Path) -> None:
    tree = ast.parse(process.read_text(encoding="utf-8"))
    imports = [ast.unparse(each) for each in tree.body if isinstance(each, ast.Import | ast.ImportFrom)]
    assert next(each for each in imports if "bandup" in each or each.startswith("from .")) == "import bandup.core.start"
    [main] = [each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name == "main"]
    assert ast.unparse(main.body[1]) == "bandup.core.start.end()"  # behind its description
