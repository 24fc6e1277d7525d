"""The local stage in containers: `python -m ops.compose up|down|token|prove`."""

import os
import shutil
import signal
import sys

from ops.arguments import ArgumentParser
from ops.client.api import UnexpectedAnswerError
from ops.compose.proof import prove
from ops.compose.stack import Stack
from ops.compose.stack_images import built_stack
from ops.exceptions import OperatorError
from ops.images.base_pin import OFFICIAL
from ops.images.engine import EngineError, docker_client
from ops.images.packages import PackageError
from ops.local_stage.__main__ import STUDENT
from ops.local_stage.clients import DeployedStage
from ops.local_stage.deploy import Deployment
from ops.local_stage.exceptions import StageError
from ops.local_stage.ports import Ports
from ops.local_stage.stage import LocalStage
from ops.locks import hold_lock
from ops.paths import ROOT
from ops.progress import timed_lines
from ops.shell import CommandError

FOLDER = ROOT / "build" / "compose"
PROJECT = "bandup"
"""The stack that is kept running; the proof's have other names."""

FAILURES = (CommandError, EngineError, OperatorError, PackageError, UnexpectedAnswerError)
"""What can go wrong for a reason that its message explains."""


def up() -> None:
    """Build the images, start the services, and deploy the functions as they are now."""
    say = timed_lines()
    folder = FOLDER / PROJECT
    with hold_lock(FOLDER / "lock"):
        ports = Ports.from_environment(os.environ)
        deployment = Deployment(LocalStage("image", ports, folder, say), say=say)
        deployment.require_tools()
        stack = built_stack(ports, PROJECT, FOLDER / "logs", say)
        before = stack.ids()
        say("starting the services")
        stack.up()
        if stack.ids() != before:
            # The emulators have forgotten what Terraform's state tells of.
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        described = deployment.apply()
    print(f"\n  API           {described['api_url']}")
    print("  access token  make -s compose-token")


def down() -> None:
    """Stop the services; nothing is left behind."""
    say = timed_lines()
    with hold_lock(FOLDER / "lock"):
        # Stopping asks for no base and no ports.
        stack = Stack(docker_client(), Ports(), OFFICIAL, PROJECT)
        stack.down()
        shutil.rmtree(FOLDER / PROJECT, ignore_errors=True)
    if left := stack.containers():
        raise StageError(f"containers are left: {', '.join(left)}")
    say("compose: stopped")


def token() -> None:
    """Print an access token of a student and nothing else."""
    folder = FOLDER / PROJECT
    if not folder.exists():
        raise StageError("no local stage in containers is deployed: run `make compose-up`")
    print(DeployedStage(folder).sign_in(STUDENT))


def proof() -> None:
    """Start a stack of its own, grade an essay on it, stop it: fails unless all of that is as it should be."""
    # Whoever ends this early, such as a job's time limit, gets the stack stopped all the same.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("compose: terminated"))
    with hold_lock(FOLDER / "lock"):
        prove(FOLDER, timed_lines())


def main() -> None:
    """Run one command; what a person can mend is told in one message."""
    parser = ArgumentParser(prog="compose", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in {"up": up, "down": down, "token": token, "prove": proof}.items():
        commands.add_parser(name, help=command.__doc__).set_defaults(run=command)
    try:
        parser.parse_args().run()
    except FAILURES as error:
        sys.exit(f"compose: {error}")
    except KeyboardInterrupt:
        sys.exit("compose: stopped")


if __name__ == "__main__":
    main()
