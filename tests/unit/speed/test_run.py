"""What `make bench` leaves, also when something cannot be measured."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from bandup.core.metrics import Metric, measure
from ops.console import make_console
from speed import __main__ as bench
from speed.exceptions import BenchError
from speed.figures import Figure, at_most


def good() -> Iterator[Figure]:
    for _ in range(200):
        measure(Metric.INPUT_TOKENS)
    yield Figure("calls", [3.0, 1.0, 2.0], "calls", "counted", at_most(2))
    yield Figure("start", [2.0], "x", "its imports", at_most(1.15))


def broken() -> Iterator[Figure]:
    yield Figure("half of it", [1.0], "x", "nothing")
    raise BenchError("job_api is not installed: run `make install`")


@pytest.fixture
def console() -> Console:
    return make_console(width=200, file=io.StringIO())


def told(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_figures_are_kept_and_what_misses_its_target_is_named(
    tmp_path: Path, console: Console, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(bench.MEASURES, "good", ("something", good))
    assert bench.run(["good"], tmp_path / "build", console) == []
    kept = json.loads((tmp_path / "build" / "bench.json").read_text())
    assert [(figure["name"], figure["value"], figure["met"]) for figure in kept["figures"]] == [
        ("calls", 2.0, True),
        ("start", 2.0, False),
    ]
    assert (kept["missed"], kept["not_measured"]) == (["start"], [])
    assert "missed: start: 2 x, target <= 1.15" in told(console)
    assert capsys.readouterr().out == ""


def test_what_cannot_be_measured_is_said_and_the_rest_is_kept(
    tmp_path: Path, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(bench.MEASURES, "good", ("something", good))
    monkeypatch.setitem(bench.MEASURES, "broken", ("something else", broken))
    failures = bench.run(["broken", "good"], tmp_path, console)
    assert failures == ["broken: job_api is not installed: run `make install`"]
    kept = json.loads((tmp_path / "bench.json").read_text())
    assert kept["not_measured"] == failures
    assert {"calls", "start"} <= {figure["name"] for figure in kept["figures"]}
    assert "not measured: broken" in told(console)


def test_a_commit_that_git_does_not_know_is_said(
    tmp_path: Path, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(bench.MEASURES, "good", ("something", good))
    assert bench.run(["good"], tmp_path, console, base="no-such-commit") == [
        "base: git knows no commit 'no-such-commit'"
    ]
    assert len(json.loads((tmp_path / "bench.json").read_text())["figures"]) == 2
