"""Running headers and footers are left out of long documents, and nothing else is."""

import pytest

from unit.flashcard_generator.as_printed import read_layout
from unit.flashcard_generator.layout_cases import ORDINARY, PAGES, RUNNING


@pytest.mark.parametrize("name", RUNNING)
def test_running_lines_are_left_out(name: str) -> None:
    pages, bodies = read_layout(RUNNING[name], once=RUNNING[name].once)
    assert pages == bodies


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_document_loses_nothing(name: str) -> None:
    layout = ORDINARY[name]
    pages, _ = read_layout(layout)
    lost = [
        line for number in range(PAGES) for line in layout.printed(number) if "".join(line.split()) not in pages[number]
    ]
    assert lost == []
    assert len(ORDINARY) >= 30
