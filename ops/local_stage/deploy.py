"""Deploys the platform onto a running local stage, and writes down where everything is."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ops.local_stage.exceptions import StageError
from ops.local_stage.images import current_pins, image_registry
from ops.local_stage.inventory import Inventory
from ops.local_stage.last_apply import (
    Ingredients,
    LastApply,
    Result,
    Stamps,
    read_files,
    read_result,
    read_stamps,
)
from ops.local_stage.ports import Ports
from ops.local_stage.runtime import choose_runtime
from ops.local_stage.services import DESCRIPTION
from ops.local_stage.stage import LocalStage
from ops.paths import ROOT, STATE_DIR
from ops.progress import Say, silent
from ops.rollout.pins import Pin, as_variable, moves, read_pins, record, write_pins
from ops.terraform.commands import Terraform

MODEL_KEY = "GEMINI_API_KEY"

IMAGES = "images"
"""The root module's variable that says what each function runs."""

_GO_WITH_THEIR_POOL = frozenset({"aws_cognito_resource_server"})
"""What moto can't delete by itself."""

_NAMED = 5
"""How many differences are told by name."""


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


def provider_settings(ports: Ports) -> dict[str, str]:
    """The environment by which Terraform's provider finds the emulators."""
    return {
        # By its numbers: S3 then has the bucket in the path, as no name of a bucket could stand before them.
        "AWS_ENDPOINT_URL": ports.url("localstack"),
        # LocalStack's free edition has neither.
        "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER": ports.url("moto"),
        "AWS_ENDPOINT_URL_ECR": ports.url("moto"),
        "TF_AWS_DEFAULT_TAGS_project": "bandup",
        "TF_AWS_DEFAULT_TAGS_stage": "local",
    }


class Deployment:
    """The platform on one local stage.

    Args:
        stage: where; it runs.
        model: who answers the functions' questions.
        variables: further variables of the stage's root module.
        say: prints progress.
        root: the repository.
        terraform: runs the stage's root module; None for the program on PATH.
    """

    def __init__(
        self,
        stage: LocalStage,
        model: ModelChoice | None = None,
        *,
        variables: Mapping[str, Any] | None = None,
        say: Say = silent,
        root: Path = ROOT,
        terraform: Terraform | None = None,
    ) -> None:
        self._stage = stage
        self._root = root
        self._say = say
        self._variables = dict(variables or {})
        self._model = model or ModelChoice.from_environment(os.environ, stage.ports.url("model"))
        module = root / "terraform" / "stages" / "local"
        self._provider = provider_settings(stage.ports)
        self._terraform = terraform or Terraform(module, stage.state_dir / "terraform", say, self._provider)

    def require_tools(self) -> None:
        """See to it that it could be applied, before anything is started for it.

        Raises:
            TerraformError: there is no Terraform, or it is too old.
        """
        self._terraform.version()

    def apply(self) -> dict[str, Any]:
        """Deploy the functions as their sources are now; what would change nothing is left out.

        Returns:
            What is also written to stage.json: addresses, and Terraform's outputs.

        Raises:
            StageError: an image can't be built.
            TerraformError: such as a function that is not healthy.
        """
        stage = self._stage
        with current_pins(stage.runtime, stage.ports, stage.code_dir, self._say, self._root) as pins:
            return self._apply_pins(pins)

    def change_images(self, pins: Mapping[str, Pin], only: Sequence[str] = ()) -> None:
        """Deploy other images, and leave everything else as it was deployed last.

        Args:
            pins: what every function is to run.
            only: functions that may change, where no other is to be looked at; none to look at all that is needed.

        Raises:
            TerraformError: such as an image that is not healthy.
        """
        self._deploy({**self._terraform.variables(), IMAGES: as_variable(pins)}, only)

    def destroy(self) -> None:
        """Take down all that was deployed, however much of it there is; the stage's services go on.

        Raises:
            TerraformError: something is left.
        """
        self._record.unlink(missing_ok=True)
        (self._stage.state_dir / DESCRIPTION).unlink(missing_ok=True)
        self._terraform.destroy(self._secrets, _GO_WITH_THEIR_POOL)

    @property
    def begun(self) -> bool:
        """Whether anything was ever deployed, or tried to be."""
        return self._terraform.begun

    def pending_changes(self, pins: Mapping[str, Pin] | None = None) -> str:
        """What another apply would change, with other images if they are given; '' if nothing.

        Raises:
            TerraformError: the plan fails.
        """
        changed = {IMAGES: as_variable(pins)} if pins is not None else {}
        return self._terraform.pending_changes(changed, self._secrets)

    def _apply_pins(self, pins: Mapping[str, Pin]) -> dict[str, Any]:
        folder, ports, runtime = self._stage.state_dir, self._stage.ports, self._stage.runtime
        moved = moves(read_pins(folder), pins)
        for move in moved:
            if move.before:
                self._say(move.by_tag())
        described = self._deploy(
            {
                "moto_url": ports.url("moto"),
                "console_origin": ports.console_origin,
                "gemini_base_url": self._model.base_url,
                "bedrock_endpoint_url": ports.url("model"),
                "gemini_api_key_version": self._model.key_version,
                "image_registry": image_registry(runtime, ports),
                IMAGES: as_variable(pins),
                **self._variables,
            }
        )
        write_pins(folder, pins)
        if moved:
            record(folder, "sources", "applied", moved)
        return described

    @property
    def _secrets(self) -> dict[str, str]:
        return {"gemini_api_key": self._model.api_key}

    def _deploy(self, variables: Mapping[str, Any], only: Sequence[str] = ()) -> dict[str, Any]:
        """Apply as much of Terraform as can change anything. Whatever is not known for sure is looked at anew."""
        stamps = read_stamps(self._root)
        last, wanted = LastApply.read(self._record), self._ingredients(variables)
        if last is None or last.result != self._result():
            return self._apply(variables, None, stamps, only) if only else self._apply_all(variables, stamps)
        differences = last.ingredients.differences(wanted)
        if not differences:
            self._say("deployed already: no function, image or Terraform file has changed since")
            return self._describe(last.outputs)
        running = last.ingredients.settings[IMAGES]
        if differences == [IMAGES] and running.keys() == variables[IMAGES].keys():
            changed = sorted(name for name, image in variables[IMAGES].items() if image != running[name])
            return self._apply(variables, wanted, stamps, changed)
        more = f" and {len(differences) - _NAMED} more" if len(differences) > _NAMED else ""
        self._say(f"changed since the last deployment: {', '.join(differences[:_NAMED])}{more}")
        return self._apply(variables, None, stamps, only) if only else self._apply_all(variables, stamps)

    def _apply_all(self, variables: Mapping[str, Any], stamps: Stamps) -> dict[str, Any]:
        self._terraform.init()
        # Only now it is known which providers are used.
        return self._apply(variables, self._ingredients(variables), stamps)

    def _apply(
        self,
        variables: Mapping[str, Any],
        ingredients: Ingredients | None,
        stamps: Stamps,
        changed: Sequence[str] = (),
    ) -> dict[str, Any]:
        """Apply, and record it unless somebody wrote to a file meanwhile: who knows what Terraform read then.

        Args:
            variables: of the root module.
            ingredients: what is applied; None if it is a part that leaves the rest as nobody knows.
            stamps: read before the ingredients were.
            changed: functions that alone get another image; none to look at all that there is.
        """
        self._record.unlink(missing_ok=True)
        targets = [f'module.platform.module.function["{name}"]' for name in changed]
        outputs = self._terraform.apply(variables, self._secrets, targets)
        for name in changed:
            self._say(f"{name}: healthy, and serves")
        result = self._result()
        if ingredients and result and stamps == read_stamps(self._root):
            LastApply(ingredients, result, outputs).write(self._record)
        return self._describe(outputs)

    def _ingredients(self, variables: Mapping[str, Any]) -> Ingredients:
        today = datetime.now(UTC).date().isoformat()
        settings = json.loads(json.dumps({**variables, **self._provider}))  # as they come back from the record
        return Ingredients(read_files(self._root), self._terraform.version(), today, settings)

    def _result(self) -> Result | None:
        return read_result(self._terraform.state_file, Inventory.read(self._stage.ports))

    @property
    def _record(self) -> Path:
        return self._stage.state_dir / "last-apply.json"

    def _describe(self, outputs: Mapping[str, Any]) -> dict[str, Any]:
        ports, platform = self._stage.ports, outputs["platform"]
        gateway = f"{ports.url('localstack')}/_aws/execute-api"
        described = {
            **platform,
            "runtime": self._stage.runtime,
            "localstack_url": ports.url("localstack"),
            "moto_url": ports.url("moto"),
            "model_url": ports.url("model"),
            "offline": self._terraform.variables()["gemini_base_url"] is not None,
            "api_url": f"{gateway}/{platform['api_id']}/{platform['api_stage']}",
            "sign_in_url": ports.url("moto"),
            "console_url": ports.console_origin,
        }
        (self._stage.state_dir / DESCRIPTION).write_text(json.dumps(described, indent=2))
        return described


def start_and_deploy(say: Say) -> dict[str, Any]:
    """Start the stage, unless it runs, and deploy the functions as they are now.

    Returns:
        As `Deployment.apply`.

    Raises:
        StageError: something that it needs is missing, a port is taken, or a service does not start.
        TerraformError: there is no Terraform, or it fails.
    """
    stage = LocalStage(choose_runtime(os.environ), Ports.from_environment(os.environ), say=say)
    deployment = Deployment(stage, say=say)
    deployment.require_tools()
    say(f"functions run as {'containers of their images' if stage.runtime == 'image' else 'processes'}")
    stage.start()
    return deployment.apply()


def running_deployment(state_dir: Path = STATE_DIR, *, say: Say = silent) -> tuple[LocalStage, Deployment]:
    """The stage that an earlier command started, and what is deployed onto it.

    Raises:
        StageError: none runs, or nothing is deployed there.
    """
    stage = LocalStage.find_running(state_dir, say)
    if not stage or not (state_dir / DESCRIPTION).exists():
        raise StageError("no local stage runs: start one with `make up`")
    return stage, Deployment(stage, say=say)
