"""The local stage from the command line: `python -m ops.local_stage up|down|status|token`."""

import sys

from ops.arguments import ArgumentParser
from ops.exceptions import OperatorError
from ops.local_stage.clients import DeployedStage
from ops.local_stage.deploy import start_and_deploy
from ops.local_stage.exceptions import StageError
from ops.local_stage.stage import stop_stage
from ops.local_stage.state import StageState
from ops.paths import ROOT, STATE_DIR
from ops.progress import timed_lines

STUDENT = "student@example.com"

LEARNER = "learner@example.com"
"""Who signs in at the console. Not the student, whom each token gives another password."""


def up() -> None:
    """Start the stage and deploy the functions as they are now."""
    say = timed_lines()
    described = start_and_deploy(say)
    password = DeployedStage().renew_password(LEARNER)
    say("local stage: ready")
    print(
        f"""
  console       {described["console_url"]}   (sign in as {LEARNER}, password {password})
  API           {described["api_url"]}
  LocalStack    {described["localstack_url"]}   (AWS, but for Cognito and ECR)
  moto          {described["moto_url"]}   (Cognito, ECR)
  models        {described["model_url"] + "   (offline examiner)" if described["offline"] else "Google's own"}
  functions     {", ".join(sorted(described["functions"]))}, run as {described["runtime"]}
  logs          {(STATE_DIR / "logs").relative_to(ROOT)}

Try it:
  TOKEN=$(make -s token)
  curl -H "Authorization: Bearer $TOKEN" {described["api_url"]}/jobs
"""
    )


def down() -> None:
    """Stop it."""
    say = timed_lines()
    stop_stage(STATE_DIR)
    say("local stage: stopped")


def status() -> None:
    """Say what runs."""
    state = StageState.read(STATE_DIR / "state.json")
    if not state:
        raise StageError("no local stage runs: start one with `make up`")
    for name, record in state.services.items():
        runs = f"runs as process {record.pid}" if record.process() else "has ended"
        print(f"  {name:<12}{state.ports.url(name)}   {runs}")
    print(f"  functions run as {state.runtime}")


def token(username: str) -> None:
    """Print an access token and nothing else."""
    print(DeployedStage().sign_in(username))


def main() -> None:
    """Run one command; what a person can mend is told in one message."""
    parser = ArgumentParser(prog="ops.local_stage", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for command in (up, down, status):
        commands.add_parser(command.__name__, help=command.__doc__).set_defaults(run=command)
    with_name = commands.add_parser("token", help=token.__doc__)
    with_name.add_argument("username", nargs="?", default=STUDENT)
    with_name.set_defaults(run=token)
    arguments = vars(parser.parse_args())
    del arguments["command"]
    try:
        arguments.pop("run")(**arguments)
    except OperatorError as error:
        sys.exit(f"error: {error}")
    except KeyboardInterrupt:
        sys.exit("stopped; `make down` clears away what was started")


if __name__ == "__main__":
    main()
