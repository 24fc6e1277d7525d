"""Deploys the platform onto a running local stage, and writes down where everything is."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ops.local_stage.exceptions import StageError
from ops.local_stage.images import current_pins, image_registry
from ops.local_stage.stage import LocalStage
from ops.paths import ROOT, STATE_DIR
from ops.progress import Say, silent
from ops.rollout.pins import Pin, as_variable, moves, read_pins, record, write_pins
from ops.terraform.commands import Terraform

MODULE = ROOT / "terraform" / "stages" / "local"
MODEL_KEY = "GEMINI_API_KEY"


@dataclass(frozen=True)
class ModelChoice:
    """Who answers the functions' questions.

    Attributes:
        base_url: the model server, or None for Google itself.
        api_key: the key for it.
    """

    base_url: str | None
    api_key: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], model_url: str) -> "ModelChoice":
        """Google if the caller has a key for it, else the model server."""
        if key := environment.get(MODEL_KEY):
            return cls(None, key)
        return cls(model_url, "offline")

    @property
    def key_version(self) -> int:
        """A number that changes with the key, and tells nothing of it: 24 bits of its hash."""
        return int.from_bytes(hashlib.sha256(self.api_key.encode()).digest()[:3])


class Deployment:
    """The platform on one local stage.

    Args:
        stage: where; it runs.
        model: who answers the functions' questions.
        variables: further variables of the stage's root module.
        say: prints progress.
    """

    def __init__(
        self,
        stage: LocalStage,
        model: ModelChoice | None = None,
        *,
        variables: Mapping[str, Any] | None = None,
        say: Say = silent,
    ) -> None:
        self._stage = stage
        self._variables = dict(variables or {})
        self._model = model or ModelChoice.from_environment(os.environ, stage.ports.url("model"))
        self._terraform = Terraform(MODULE, stage.state_dir / "terraform", say)

    def apply(self) -> dict[str, Any]:
        """Deploy the functions as their sources are now.

        Returns:
            What is also written to stage.json: addresses, and Terraform's outputs.

        Raises:
            StageError: an image can't be built, or Terraform fails.
        """
        folder = self._stage.state_dir
        before = read_pins(folder)
        pins = current_pins(self._stage.runtime, self._stage.ports, self._stage.code_dir)
        self._terraform.init()
        self._terraform.apply(
            {
                "localstack_url": self._stage.ports.url("localstack"),
                "moto_url": self._stage.ports.url("moto"),
                "gemini_base_url": self._model.base_url,
                "bedrock_endpoint_url": self._stage.ports.url("model"),
                "gemini_api_key_version": self._model.key_version,
                "image_registry": image_registry(self._stage.runtime, self._stage.ports),
                "images": as_variable(pins),
                **self._variables,
            },
            self._secrets,
        )
        write_pins(folder, pins)
        if moved := moves(before, pins):
            record(folder, "sources", "applied", moved)
        return self._describe()

    def change_images(self, pins: Mapping[str, Pin]) -> None:
        """Deploy other images, and leave everything else as it was deployed last.

        Raises:
            TerraformError: such as an image that is not healthy.
        """
        self._terraform.apply({**self._terraform.variables(), "images": as_variable(pins)}, self._secrets)
        self._describe()

    def pending_changes(self, pins: Mapping[str, Pin] | None = None) -> str:
        """What another apply would change, with other images if they are given; '' if nothing.

        Raises:
            TerraformError: the plan fails.
        """
        changed = {"images": as_variable(pins)} if pins is not None else {}
        return self._terraform.pending_changes(changed, self._secrets)

    @property
    def _secrets(self) -> dict[str, str]:
        return {"gemini_api_key": self._model.api_key}

    def _describe(self) -> dict[str, Any]:
        outputs, ports = self._terraform.output()["platform"], self._stage.ports
        gateway = f"{ports.url('localstack')}/_aws/execute-api"
        described = {
            **outputs,
            "runtime": self._stage.runtime,
            "localstack_url": ports.url("localstack"),
            "moto_url": ports.url("moto"),
            "model_url": ports.url("model"),
            "offline": self._terraform.variables()["gemini_base_url"] is not None,
            "api_url": f"{gateway}/{outputs['api_id']}/{outputs['api_stage']}",
        }
        (self._stage.state_dir / "stage.json").write_text(json.dumps(described, indent=2))
        return described


def running_deployment(state_dir: Path = STATE_DIR, *, say: Say = silent) -> tuple[LocalStage, Deployment]:
    """The stage that an earlier command started, and what is deployed onto it.

    Raises:
        StageError: none runs, or nothing is deployed there.
    """
    stage = LocalStage.running(state_dir, say)
    if not stage or not (state_dir / "stage.json").exists():
        raise StageError("no local stage runs: start one with `make up`")
    return stage, Deployment(stage, say=say)
