from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from accuracy.scripts import Script
from unit.accuracy.folders import ANSWER, QUESTION, written


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes a folder of twelve scripts; a file named by the caller replaces or joins them."""

    def write(**files: str) -> Path:
        good = {
            f"s{number:02d}": written(band=str(3 + number / 2), answer=f"{ANSWER} {number}") for number in range(12)
        }
        for name, content in {**good, **files}.items():
            (tmp_path / f"{name}.txt").write_text(content, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def scripts() -> Callable[..., list[Script]]:
    """Scripts of given bands; `lengths` in words."""

    def make(bands: Sequence[float], lengths: Sequence[int] | None = None) -> list[Script]:
        return [
            Script(f"s{place}", "TASK_2", Decimal(str(band)), QUESTION, "word " * words)
            for place, (band, words) in enumerate(zip(bands, lengths or [100] * len(bands), strict=True))
        ]

    return make
