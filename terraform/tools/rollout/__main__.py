"""What a stage runs: `python -m rollout plan|deploy|rollback|history --stage STAGE`."""

import argparse
import sys

from local_stack.deploy import running_deployment
from local_stack.exceptions import StageError
from local_stack.progress import Say, timed_lines
from release import LOCAL, releases_file
from tools.pins import history

from .cloud import CloudTarget
from .exceptions import RolloutError
from .local import LocalTarget
from .rollout import Rollout
from .target import Target


def target(stage: str, say: Say) -> Target:
    """A stage by its name.

    Raises:
        RolloutError: there is no such stage, or none that runs images.
        StageError: it is the local one, and it does not run.
    """
    if stage == LOCAL:
        return LocalTarget(*running_deployment(say=say), releases_file(LOCAL))
    return CloudTarget(stage, say)


def show(stage: Target) -> None:
    """Print what ran when."""
    events = history(stage.folder)
    if not events:
        print(f"Nothing was deployed onto {stage.name} yet.")
    for event in events:
        print(f"{event.at}  {event.action} by {event.by}: {event.outcome}")
        for move in event.moves:
            print(f"    {move}")


def main() -> None:
    """Run one command; what a person can mend is told in one message."""
    parser = argparse.ArgumentParser(prog="rollout", description=__doc__)
    parser.add_argument("command", choices=["plan", "deploy", "rollback", "history"])
    parser.add_argument("--stage", required=True, help="local, or a directory of terraform/stages/")
    parser.add_argument("--tag", help="a release; without it the newest")
    parser.add_argument("--function", help="for rollback: folder of images/, or `all`")
    arguments = parser.parse_args()
    if arguments.command == "rollback" and not (arguments.function and arguments.tag):
        parser.error("say what goes back to where: FUNCTION=job_api TAG=v1.4.0, or FUNCTION=all")
    say = timed_lines()
    try:
        stage = target(arguments.stage, say)
        rollout = Rollout(stage, say)
        match arguments.command:
            case "plan":
                print(rollout.plan(arguments.tag) or f"{stage.name}: nothing would change")
            case "deploy":
                rollout.deploy(arguments.tag)
            case "rollback":
                rollout.rollback(arguments.function, arguments.tag)
            case "history":
                show(stage)
    except (RolloutError, StageError) as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main()
