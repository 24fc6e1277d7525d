"""The command line of a smoke test, whatever kind of stage it tests."""

import sys
import time
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

import requests
from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console
from rich.table import Table

from ops.arguments import ArgumentParser
from ops.client.api import UnexpectedAnswerError, expect
from ops.client.patient import PatientApi
from ops.console import make_console
from ops.exceptions import OperatorError
from ops.progress import Say, timed_lines
from ops.smoke.console import check_console
from ops.smoke.journeys import Outcome, run_journeys
from ops.smoke.target import SmokeTarget
from ops.smoke.user import SmokeUser


def run(open_stage: Callable[[str], SmokeTarget]) -> None:
    """Test one stage; what a person can mend is told in one message, with exit code 1.

    Args:
        open_stage: from a stage's name to the stage.
    """
    parser = ArgumentParser(prog="make smoke")
    parser.add_argument("--stage", required=True, help="local, or a directory of terraform/stages/")
    arguments = parser.parse_args()
    if not arguments.stage:
        parser.error("say which stage: STAGE=local, or a directory of terraform/stages/")
    say = timed_lines()
    try:
        target = open_stage(arguments.stage)
        smoke(target, make_console(), say)
    except (OperatorError, UnexpectedAnswerError, BotoCoreError, ClientError, requests.RequestException) as error:
        sys.exit(f"error: {error}")
    except KeyboardInterrupt:
        sys.exit("stopped")


def smoke(target: SmokeTarget, console: Console, say: Say, *, new_user: Callable[..., SmokeUser] = SmokeUser) -> None:
    """Check the console, make all journeys as a new user, print what came of them, and delete all that the user left.

    Args:
        target: the stage.
        console: where to print the table.
        say: told of each step.
        new_user: makes the user of a stage.

    Raises:
        OperatorError: a journey or the deletion failed.
        UnexpectedAnswerError: the API did not answer as it must.
        ClientError: Cognito refused what is asked of it.
    """
    began = time.monotonic()
    served = check_console(target.console, requests.Session())
    console_outcome = Outcome("Console: headers, configuration, page", served, time.monotonic() - began)
    user = new_user(target)
    say(f"{target.name}: a new test user")
    try:
        user.create()
        api = PatientApi(target.api_url, user.sign_in(), say=say)
        try:
            outcomes = [console_outcome, *run_journeys(api, say)]
            print_outcomes(console, target.name, outcomes, expect(api.get("/usage"), HTTPStatus.OK))
        except (OperatorError, UnexpectedAnswerError) as error:
            say(f"failed: {error}")  # now, because the deletion takes long, and may fail as well
            raise
        finally:
            user.remove(api, say)
    finally:
        user.discard()
    say(f"{target.name}: all journeys passed, and nothing of the test user is left")


def print_outcomes(console: Console, stage: str, outcomes: Sequence[Outcome], usage: dict[str, Any]) -> None:
    """Print the table of journeys, and what they cost as the stage counted it."""
    table = Table(title=f"Smoke test of {stage}", title_justify="left")
    for name in ("Journey", "Result"):
        table.add_column(name)
    table.add_column("Seconds", justify="right")
    for outcome in outcomes:
        table.add_row(outcome.journey, outcome.result, f"{outcome.seconds:.1f}")
    console.print(table)
    costs = ", ".join(f"{item['kind']} ${item['usd']:.4f}" for item in usage["items"])
    console.print(f"Cost of the models: ${sum(item['usd'] for item in usage['items']):.4f} ({costs})")
