"""Run it: `make fuzz [EXAMPLES=50] [SEED=1]`."""

import os
import subprocess
import sys
import uuid
from pathlib import Path

from ops.arguments import ArgumentParser
from ops.local_stage.clients import DeployedStage
from ops.local_stage.exceptions import StageError
from ops.paths import BUILD, INSTALLED, ROOT

HERE = Path(__file__).parent
PROGRAM = INSTALLED / "fuzz" / "bin" / "schemathesis"
DOCUMENT = ROOT / "terraform" / "platform" / "openapi.yaml"


def main() -> int:
    """Ask the local stage that is running, as a user of its own: 0 if every check of every answer holds."""
    parser = ArgumentParser(prog="make fuzz", description="Generated requests against every route.")
    parser.add_argument("--examples", type=int, default=50, help="requests of each kind per route")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    try:
        stage = DeployedStage()
    except StageError as error:
        parser.error(str(error))
    environment = {
        "FUZZ_API": stage.api_url,
        "FUZZ_TOKEN": stage.sign_in(f"fuzz-{uuid.uuid4()}@example.com"),
        "FUZZ_HOOKS": str(HERE / "hooks.py"),
    }
    command = [
        str(PROGRAM),
        *("--config-file", str(HERE / "schemathesis.toml")),
        *("run", str(DOCUMENT), "--max-examples", str(chosen.examples), "--seed", str(chosen.seed)),
        *("--report", "junit", "--report-junit-path", str(BUILD / "junit-fuzz.xml")),
    ]
    BUILD.mkdir(parents=True, exist_ok=True)
    # schemathesis keeps what failed, with the machine's paths, below where it is started.
    return subprocess.run(command, cwd=BUILD, env=os.environ | environment, check=False).returncode  # noqa: S603  # our own


if __name__ == "__main__":
    sys.exit(main())
