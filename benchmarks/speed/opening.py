"""The console: how large it is, and when its first screen is seen on a slow line."""

import gzip
import json
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from ops.local_stage.cognito_calls import Environ, StartResponse
from ops.local_stage.console_server import ConsoleServer, QuietHandler
from ops.web_console.files import BUILT, PAGE

from .exceptions import BenchError
from .figures import Figure, at_most, measure_interleaved
from .slow_browser import Shown, slow_browser

RUNS = 9
SIZES = "console-sizes.json"
KB = 1024

STAGE = {
    "api_url": "http://127.0.0.1:9/v1",
    "sign_in_url": "http://127.0.0.1:9",
    "localstack_url": "http://127.0.0.1:9",
    "issuer": "http://127.0.0.1:9/us-east-1_none",
    "user_pool_client_id": "none",
}
"""The first screen is shown without asking a stage; nobody listens there."""

EMPTY = (
    '<!doctype html><meta http-equiv="Content-Security-Policy" content="connect-src __CONNECT_SRC__">'
    '<link rel="icon" href="data:,"><h1>BandUp</h1>'
)
"""No page can be shown sooner from the same server."""

SIGN_IN = "main button.primary"


class Compressed:
    """A WSGI application whose answers are compressed, as CloudFront's are and the local stage's are not.

    Args:
        application: what answers.
    """

    def __init__(self, application: ConsoleServer) -> None:
        self._application = application

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        answer = Response.from_app(self._application, environ)
        answer.set_data(_compress(answer.get_data()))
        answer.headers["Content-Encoding"] = "gzip"
        return answer(environ, start_response)


@cache
def _compress(content: bytes) -> bytes:
    return gzip.compress(content)


def figures() -> Iterator[Figure]:
    """Sizes of the build, and for its first screen and an empty page when they are seen.

    Raises:
        BenchError: it is not built, or its first screen is not seen.
    """
    sizes = BUILT.parent / SIZES
    if not sizes.is_file():
        raise BenchError("the console is not built: run `make console`")
    yield from size_figures(json.loads(sizes.read_text("utf-8")))
    with TemporaryDirectory() as folder:
        work = Path(folder)
        (work / PAGE).write_text(EMPTY, "utf-8")
        (work / "stage.json").write_text(json.dumps(STAGE), "utf-8")
        with _serve(BUILT, work) as console, _serve(work, work) as empty, slow_browser() as look:
            sides = {"console": lambda: look(console, SIGN_IN), "empty": lambda: look(empty, "h1")}
            found = measure_interleaved(RUNS, sides)
    yield from time_figures(found["console"], found["empty"])


def size_figures(report: Mapping[str, Any]) -> Iterator[Figure]:
    """What a learner's browser loads.

    Args:
        report: as `make console` writes it; sizes in bytes.
    """
    first = report["first_screen"]
    files = [size["gzip"] for name, size in report["files"].items() if not name.endswith(".LEGAL.txt")]
    limit = at_most(first["limit"] / KB)
    yield Figure("console: first screen", [first["gzip"] / KB], "KB", f"{len(first['files'])} files, gzipped", limit)
    yield Figure("console: all screens", [sum(files) / KB], "KB", f"{len(files)} files, gzipped")
    yield Figure("console: largest file", [max(files) / KB], "KB", "gzipped")


def time_figures(console: Sequence[Shown], empty: Sequence[Shown]) -> Iterator[Figure]:
    """When something is seen first, and when the heading is.

    Args:
        console: of each run.
        empty: of the same runs, a page with nothing but a heading.
    """
    line = "Slow 4G, a quarter of the processor, nothing cached"
    yield Figure("console: first paint", [shown.paint for shown in console], "s", line)
    yield Figure("console: heading of the sign-in screen", [shown.heading for shown in console], "s", line)
    yield Figure("empty page: first paint", [shown.paint for shown in empty], "s", line)
    yield Figure("empty page: heading", [shown.heading for shown in empty], "s", line)
    over = [one.heading - other.heading for one, other in zip(console, empty, strict=True)]
    yield Figure("console: heading after that of the empty page", over, "s", "the same run")


@contextmanager
def _serve(built: Path, work: Path) -> Iterator[str]:
    """The server that `make up` starts, in a thread; gives its address."""
    application = Compressed(ConsoleServer(built, work / "stage.json"))
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://localhost:{server.port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
