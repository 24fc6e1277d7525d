"""moto with the rules of `user_pools` and `hosted_sign_in`: `python -m ops.local_stage.moto_server --port 4567`.

`GET /_callers` tells who called Cognito, and for what: functions reach moto by an address of its own, where LocalStack
does not see them.
"""

import argparse
import os
import signal

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import run_simple

from ops.local_stage.cognito_calls import SeenCalls
from ops.local_stage.hosted_sign_in.application import HostedSignIn
from ops.local_stage.user_pools import behave_like_cognito


def main() -> None:
    """Serve until a signal ends the process."""
    parser = argparse.ArgumentParser(prog="moto_server", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    arguments = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGINT):
        # No orderly shutdown: there is nothing to save.
        signal.signal(number, lambda *_: os._exit(0))
    behave_like_cognito()
    moto = SeenCalls(DomainDispatcherApplication(create_backend_app))
    application = HostedSignIn(moto)
    run_simple(arguments.host, arguments.port, application, threaded=True, request_handler=MotoRequestHandler)


if __name__ == "__main__":
    main()
