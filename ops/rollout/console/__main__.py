"""Which console a stage in AWS serves: `python -m ops.rollout.console release|rollback --stage STAGE --tag TAG`."""

import sys

from botocore.exceptions import BotoCoreError, ClientError

from ops.arguments import ArgumentParser
from ops.exceptions import OperatorError
from ops.images.functions import TagError, checked_tag, source
from ops.progress import Say, timed_lines
from ops.rollout.console.release import ConsoleRollout
from ops.rollout.console.stage import open_stage
from ops.web_console.exceptions import ConsoleError
from ops.web_console.files import SOURCES, read_build


def main() -> None:
    """Run one command; what a person can mend is told in one message."""
    parser = ArgumentParser(prog="console", description=__doc__)
    parser.add_argument("command", choices=["release", "rollback"])
    parser.add_argument("--stage", required=True, help="a directory of terraform/stages/")
    parser.add_argument("--tag", required=True, help="version, such as v1.4.0")
    arguments = parser.parse_args()
    if not (arguments.stage and arguments.tag):
        parser.error("say what goes where: STAGE=dev TAG=v1.4.0")
    say = timed_lines()
    try:
        tag = checked_tag(arguments.tag)
        if arguments.command == "release":
            release(arguments.stage, tag, say)
        else:
            ConsoleRollout(open_stage(arguments.stage, say), say).rollback(tag)
    except (OperatorError, TagError, BotoCoreError, ClientError) as error:
        sys.exit(f"error: {error}")


def release(name: str, tag: str, say: Say) -> None:
    """Release what was built onto a stage.

    Raises:
        ConsoleError: of sources that nobody could build again.
    """
    sources = source(sources=SOURCES)
    if not sources.clean:
        raise ConsoleError("Only committed sources are released to AWS: commit first.")
    files = read_build()
    ConsoleRollout(open_stage(name, say), say).release(tag, sources.revision, files)


if __name__ == "__main__":
    main()
