"""How the functions of a stage run: as containers of their images, or as plain processes of their code."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from .child_environment import child_environment
from .exceptions import StageError
from .images import built_functions
from .paths import ROOT
from .plugin.bandup_localstack.settings import Runtime
from .snapshot import function_folders

VARIABLE = "LAMBDA_RUNTIME"


def engine_answers() -> bool:
    """Whether there is a container engine that can be used."""
    if not shutil.which("docker"):
        return False
    asked = subprocess.run(["docker", "info"], env=child_environment({}), capture_output=True, check=False)
    return asked.returncode == 0


def choose_runtime(
    environment: Mapping[str, str], root: Path = ROOT, engine: Callable[[], bool] = engine_answers
) -> Runtime:
    """The runtime that the caller asks for, or else the best that this machine can give.

    Args:
        environment: may hold LAMBDA_RUNTIME.
        root: the repository.
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
            return _default(root, engine)
        case other:
            raise StageError(f"{VARIABLE} must be image or process, not {other!r}")


def _default(root: Path, engine: Callable[[], bool]) -> Runtime:
    has_images = set(function_folders(root)) <= set(built_functions(root))
    return "image" if has_images and engine() else "process"
