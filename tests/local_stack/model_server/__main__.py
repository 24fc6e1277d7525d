"""Run the model server: `python -m local_stack.model_server --port 4568`."""

import argparse
import os
import signal

from .examiner import MODEL_VERSION
from .server import ModelServer


def main() -> None:
    """Serve until a signal ends the process."""
    parser = argparse.ArgumentParser(prog="model_server", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    arguments = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGINT):
        # No orderly shutdown: there is nothing to save, and a call that hangs must not delay the end.
        signal.signal(number, lambda *_: os._exit(0))
    server = ModelServer(arguments.host, arguments.port)
    print(f"{MODEL_VERSION} on {server.url}", flush=True)
    server.serve()


if __name__ == "__main__":
    main()
