"""The figures of the console: what is counted, and that the page is served as a browser gets it from CloudFront."""

import gzip
import json
from pathlib import Path

import pytest
from werkzeug.test import Client

from ops.local_stage.console_server import ConsoleServer
from speed.opening import EMPTY, STAGE, Compressed, size_figures, time_figures
from speed.slow_browser import Shown


def report(first: int) -> dict[str, object]:
    sizes = {"assets/main-1F2E.js": first, "assets/write-3D4C.js": 1024, "assets/main-1F2E.js.LEGAL.txt": 999_999}
    files = {name: {"bytes": 3 * size, "gzip": size} for name, size in sizes.items()}
    return {"first_screen": {"gzip": first, "limit": 112_640, "files": ["assets/main-1F2E.js"]}, "files": files}


@pytest.mark.parametrize(("first", "met"), [(112_640, True), (112_641, False)])
def test_the_first_screen_is_held_to_the_limit_of_the_build(first: int, met: bool) -> None:
    assert [figure.met for figure in size_figures(report(first))] == [met, None, None]


def test_sizes_are_those_of_what_a_browser_loads() -> None:
    told = [(figure.value, figure.unit, figure.compared_with) for figure in size_figures(report(2048))]
    assert told == [(2, "KB", "1 files, gzipped"), (3, "KB", "2 files, gzipped"), (2, "KB", "gzipped")]


def test_what_the_console_adds_is_told_run_by_run() -> None:
    console = [Shown(1.0, 2.0), Shown(1.5, 4.0), Shown(1.25, 3.0)]
    empty = [Shown(0.5, 0.5), Shown(0.5, 1.0), Shown(0.25, 0.25)]
    told = {figure.name: list(figure.samples) for figure in time_figures(console, empty)}
    assert told == {
        "console: first paint": [1.0, 1.5, 1.25],
        "console: heading of the sign-in screen": [2.0, 4.0, 3.0],
        "empty page: first paint": [0.5, 0.5, 0.25],
        "empty page: heading": [0.5, 1.0, 0.25],
        "console: heading after that of the empty page": [1.5, 3.0, 2.75],
    }


def test_the_empty_page_is_served_compressed_and_needs_no_stage(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(EMPTY)
    (tmp_path / "stage.json").write_text(json.dumps(STAGE))
    http = Client(Compressed(ConsoleServer(tmp_path, tmp_path / "stage.json")))
    answer = http.get("/")
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "gzip")
    assert answer.content_length == len(answer.data)
    assert gzip.decompress(answer.data).endswith(b"<h1>BandUp</h1>")
    assert json.loads(gzip.decompress(http.get("/config.json").data))["client"] == "none"
