"""How the functions of a stage run: as containers of their images, or as plain processes of their code."""

import shutil
import subprocess
from collections.abc import Callable, Mapping

from ops.child_environment import child_environment
from ops.local_stage.exceptions import StageError
from ops.local_stage.plugin.bandup_localstack.settings import Runtime

VARIABLE = "LAMBDA_RUNTIME"


def engine_answers() -> bool:
    """Whether there is a container engine that can be used."""
    if not shutil.which("docker"):
        return False
    asked = subprocess.run(["docker", "info"], env=child_environment({}), capture_output=True, check=False)
    return asked.returncode == 0


def choose_runtime(environment: Mapping[str, str], engine: Callable[[], bool] = engine_answers) -> Runtime:
    """The runtime that the caller asks for, or else the best that this machine can give.

    Args:
        environment: may hold LAMBDA_RUNTIME.
        engine: tells whether there is a container engine.

    Raises:
        StageError: the variable has another value than `image` or `process`, or images are asked for where no
            container engine answers.
    """
    match environment.get(VARIABLE, ""):
        case "process":
            return "process"
        case "image":
            if not engine():
                raise StageError(f"{VARIABLE}=image needs a container engine, and `docker info` fails")
            return "image"
        case "":
            return "image" if engine() else "process"
        case other:
            raise StageError(f"{VARIABLE} must be image or process, not {other!r}")
