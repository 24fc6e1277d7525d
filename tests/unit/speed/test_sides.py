"""That the bench compares like with like: both sides do what they are said to do."""

import threading
import time
from pathlib import Path

import numpy as np
import pytest

from speed import seed_design, starting
from speed.documents import ENGLISH, add_front_and_back_matter, kinds, write_document
from speed.pipeline import Latency, floor
from speed.quality import share
from speed.waiting import ModelTime


def test_the_seed_design_cuts_each_page_by_itself() -> None:
    found = seed_design.passages(["x" * 3060, "", "y" * 100, "z" * 3000])
    assert [(each.page, len(each.text)) for each in found] == [(1, 3000), (1, 360), (3, 100), (4, 3000)]


def test_the_seed_designs_search_finds_what_numpy_finds() -> None:
    numbers = np.random.default_rng(1).standard_normal((50, 16))
    cosines = numbers @ numbers[7] / np.linalg.norm(numbers, axis=1)
    assert seed_design.search(numbers[7].tolist(), numbers.tolist(), 5) == np.argsort(-cosines)[:5].tolist()


@pytest.mark.parametrize(("count", "most"), [(12, 10), (15, 10), (16, 9), (200, 9)])
def test_the_seed_design_shows_the_model_so_many_passages(count: int, most: int) -> None:
    found = [seed_design.Passage(number, f"rivers sediment number{number}") for number in range(count)]
    vectors = [[1.0, float(number)] for number in range(count)]
    asked: list[str] = []

    def embed(text: str) -> list[float]:
        asked.append(text)
        return [1.0, 0.5]

    words = ["rivers", "sediment", "delta", "coast", "silt", "bank"]
    assert 0 < len(seed_design.pick_passages(found, vectors, words, embed)) <= most
    assert len(asked) == (0 if count <= 15 else 3)


def test_documents_have_the_sections_that_are_said() -> None:
    document = add_front_and_back_matter(write_document("a book", [1, 3, 2], ENGLISH, seed=1))
    assert [document.section_of(page) for page in range(1, 12)] == [None, None, 0, 1, 1, 1, 2, 2, None, None, None]
    assert share(document, [1, 3, 4, 5]) == pytest.approx(2 / 3)
    assert kinds(1) == kinds(1)


def test_overlapping_calls_are_waited_for_once() -> None:
    waiting = ModelTime()
    together = threading.Barrier(5)

    def call() -> None:
        with waiting.call():
            together.wait(30)

    threads = [threading.Thread(target=call) for _ in range(5)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert waiting.calls == 5
    assert 0 < waiting.seconds <= time.perf_counter() - began


def test_the_floor_is_ten_calls_at_a_time_and_one_answer() -> None:
    assert floor(0, Latency()) == 2.0
    assert floor(101, Latency()) == pytest.approx(3.1)


def test_modules_without_bytecode_are_found(tmp_path: Path) -> None:
    package = tmp_path / "lib" / "python3.11" / "site-packages" / "thing"
    (package / "__pycache__").mkdir(parents=True)
    for name in ("known", "unknown"):
        (package / f"{name}.py").touch()
    (package / "__pycache__" / "known.cpython-311.pyc").touch()
    assert starting.find_uncompiled(tmp_path) == [package / "unknown.py"]
