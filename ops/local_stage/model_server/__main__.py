"""Run the model server: `python -m ops.local_stage.model_server --port 4568`."""

import argparse
import os
import signal
import sys

from ops.local_stage.model_server.bedrock_forward import NoCredentialsFoundError, bedrock
from ops.local_stage.model_server.examiner import MODEL_VERSION
from ops.local_stage.model_server.server import ModelServer


def main() -> None:
    """Serve until a signal ends the process."""
    parser = argparse.ArgumentParser(prog="model_server", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--bedrock", choices=["offline", "aws"], default="offline", help="who answers for Bedrock")
    arguments = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGINT):
        # No orderly shutdown: there is nothing to save, and a call that hangs must not delay the end.
        signal.signal(number, lambda *_: os._exit(0))
    try:
        real = bedrock(os.environ) if arguments.bedrock == "aws" else None
    except NoCredentialsFoundError:
        sys.exit("error: BEDROCK=aws needs AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and its secret")
    server = ModelServer(arguments.host, arguments.port, bedrock=real)
    print(f"{MODEL_VERSION} on {server.url}", flush=True)
    server.serve()


if __name__ == "__main__":
    main()
