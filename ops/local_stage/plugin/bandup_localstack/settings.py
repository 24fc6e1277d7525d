"""What the driver tells the plugin, by environment variables of the LocalStack process."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Runtime = Literal["image", "process"]

RUNTIME = "BANDUP_LAMBDA_RUNTIME"
STAGE_ID = "BANDUP_STAGE_ID"
CODE_DIR = "BANDUP_CODE_DIR"
FUNCTIONS_DIR = "BANDUP_FUNCTIONS_DIR"
DYNAMODB_DIR = "BANDUP_DYNAMODB_DIR"
LOOPBACK_LIBRARY = "BANDUP_LOOPBACK_LIBRARY"
CALLS_FILE = "BANDUP_CALLS_FILE"

STAGE_LABEL = "bandup.stage"
"""Label of every container of a stage; its value is the stage's id."""


@dataclass(frozen=True)
class PluginSettings:
    """The plugin's settings.

    Attributes:
        runtime: how functions run.
        stage_id: unique per started stage; labels its containers.
        code_dir: holds one folder per snapshot, named by its digest (process runtime).
        functions_dir: holds one virtual environment per function (process runtime).
        dynamodb_dir: holds DynamoDBLocal.jar, or None for LocalStack's own download.
        loopback_library: preloaded into DynamoDB Local to keep it on loopback, or None without a C compiler.
        calls_file: where the functions' calls of AWS are recorded, or None to record nothing.
    """

    runtime: Runtime
    stage_id: str
    code_dir: Path
    functions_dir: Path
    dynamodb_dir: Path | None = None
    loopback_library: Path | None = None
    calls_file: Path | None = None

    def to_environment(self) -> dict[str, str]:
        """The variables that `from_environment` reads back."""
        given = {
            RUNTIME: self.runtime,
            STAGE_ID: self.stage_id,
            CODE_DIR: str(self.code_dir),
            FUNCTIONS_DIR: str(self.functions_dir),
            DYNAMODB_DIR: str(self.dynamodb_dir or ""),
            LOOPBACK_LIBRARY: str(self.loopback_library or ""),
            CALLS_FILE: str(self.calls_file or ""),
        }
        return {name: value for name, value in given.items() if value}

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "PluginSettings":
        """Read the settings.

        Raises:
            KeyError: a variable is missing.
            ValueError: the runtime is neither `image` nor `process`.
        """
        runtime = environment[RUNTIME]
        if runtime not in ("image", "process"):
            raise ValueError(f"{RUNTIME} must be image or process, not {runtime!r}")
        dynamodb, library = environment.get(DYNAMODB_DIR), environment.get(LOOPBACK_LIBRARY)
        calls = environment.get(CALLS_FILE)
        return cls(
            runtime="image" if runtime == "image" else "process",
            stage_id=environment[STAGE_ID],
            code_dir=Path(environment[CODE_DIR]),
            functions_dir=Path(environment[FUNCTIONS_DIR]),
            dynamodb_dir=Path(dynamodb) if dynamodb else None,
            loopback_library=Path(library) if library else None,
            calls_file=Path(calls) if calls else None,
        )
