"""The model server as something to start and stop."""

import threading
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

from bandup.ielts.findings import GrammarChecker
from ops.local_stage.model_server.app import create_app
from ops.local_stage.model_server.examiner import Examiner


class _QuietHandler(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - the base class' name
        """Log nothing: neither requests nor what clients that hang up cause."""


class ModelServer:
    """A threaded server on one address.

    Args:
        host: address to bind; loopback unless there is a reason.
        port: port to bind; 0 takes a free one.
        examiner: computes the answers; a new one if None, which takes a second or two.
        bedrock: see `create_app`.
    """

    def __init__(
        self, host: str = "127.0.0.1", port: int = 0, examiner: Examiner | None = None, bedrock: Any = None
    ) -> None:
        self._stopping = threading.Event()
        app = create_app(examiner or Examiner(GrammarChecker().warm_up()), self._stopping, bedrock)
        self._server = make_server(host, port, app, threaded=True, request_handler=_QuietHandler)
        self.url = f"http://{host}:{self._server.port}"

    def serve(self) -> None:
        """Serve until `stop` is called from another thread."""
        self._server.serve_forever()

    def stop(self) -> None:
        """Stop at once: calls that hang end too."""
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()
