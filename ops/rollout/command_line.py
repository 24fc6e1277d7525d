"""The command line of a rollout, whatever kind of stage it changes."""

import sys
from collections.abc import Callable

from ops.arguments import ArgumentParser
from ops.confirm import require_confirmation
from ops.exceptions import OperatorError
from ops.progress import Say, timed_lines
from ops.rollout.pins import history
from ops.rollout.rollout import Rollout
from ops.rollout.target import Target


def run(open_stage: Callable[[str, Say], Target]) -> None:
    """Run one command; what a person can mend is told in one message.

    Args:
        open_stage: from a stage's name and a printer of progress to the stage.
    """
    parser = ArgumentParser(prog="rollout")
    parser.add_argument("command", choices=["plan", "deploy", "rollback", "history", "destroy"])
    parser.add_argument("--stage", required=True, help="local, or a directory of terraform/stages/")
    parser.add_argument("--tag", help="a release; without it the newest")
    parser.add_argument("--function", help="for rollback: folder of images/, or `all`")
    parser.add_argument("--confirm", help="for destroy: the stage's name again, where nobody can be asked")
    arguments = parser.parse_args()
    if not arguments.stage:
        parser.error("say which stage: STAGE=local, or a directory of terraform/stages/")
    if arguments.command == "rollback" and not (arguments.function and arguments.tag):
        parser.error("say what goes back to where: FUNCTION=job_api TAG=v1.4.0, or FUNCTION=all")
    say = timed_lines()
    try:
        stage = open_stage(arguments.stage, say)
        rollout = Rollout(stage, say)
        match arguments.command:
            case "plan":
                print(rollout.plan(arguments.tag) or f"{stage.name}: nothing would change")
            case "deploy":
                rollout.deploy(arguments.tag)
            case "rollback":
                rollout.rollback(arguments.function, arguments.tag)
            case "history":
                show_history(stage)
            case "destroy":
                goes = f"All of {stage.name} goes: its functions, and everything that its users stored."
                rollout.destroy(lambda: require_confirmation(goes, stage.name, arguments.confirm))
    except OperatorError as error:
        sys.exit(f"error: {error}")


def show_history(stage: Target) -> None:
    """Print what ran when."""
    events = history(stage.folder)
    if not events:
        print(f"Nothing was deployed onto {stage.name} yet.")
    for event in events:
        print(f"{event.at}  {event.action} by {event.by}: {event.outcome}")
        for move in event.moves:
            print(f"    {move}")
        if event.unasked:
            print(f"    not asked for their health: {', '.join(event.unasked)}")
