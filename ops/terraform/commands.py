"""Terraform, driven for the local stage: where its provider comes from, its state, its progress and its errors."""

import json
import re
import subprocess
import time
from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ops.child_environment import STAGE_CREDENTIALS, download_environment
from ops.locks import hold_lock
from ops.paths import INSTALLED
from ops.progress import Say
from ops.terraform.apply_progress import ApplyProgress
from ops.terraform.exceptions import StateLockedError, TerraformError
from ops.terraform.provider_mirror import VERSION, find_mirror, known_mirror

PLUGIN_CACHE = INSTALLED / "terraform" / "plugins"

PARALLELISM = 30
"""Resources at once. Most of an apply is waiting: every queue takes 25 s, of the provider's own making."""

PROGRESS_SECONDS = 5.0

APPLY_ARGUMENTS = ("-input=false", "-json", "-auto-approve")
# Without a look at what is there: that would ask each function for its health, and an unhealthy one could never go.
DESTROY_ARGUMENTS = (*APPLY_ARGUMENTS, "-refresh=false")
PLAN_ARGUMENTS = ("-input=false", "-no-color", "-detailed-exitcode")

MINIMUM = (1, 11)
"""The oldest Terraform that the modules take."""

_INSTALL = f"install Terraform {'.'.join(map(str, MINIMUM))} or later"

_NO_CHANGES, _CHANGES = 0, 2  # of plan -detailed-exitcode

_LOCKED = "Error acquiring the state lock"

_SETTINGS = {
    # A registry that cannot be reached is to be noticed in seconds, not minutes.
    "TF_REGISTRY_DISCOVERY_RETRY": "0",
    "TF_REGISTRY_CLIENT_TIMEOUT": "5",
    # The provider's own 25 attempts would hide for a quarter of an hour what the emulators cannot do.
    "AWS_MAX_ATTEMPTS": "5",
    "CHECKPOINT_DISABLE": "1",
    "TF_IN_AUTOMATION": "1",
    # Each command starts the provider up to four times, and a quarter of that time went into collecting garbage.
    "GOGC": "400",
}


class Terraform:
    """One module with a state of its own, outside the module's folder.

    Args:
        module: the root module.
        folder: holds its state, its variables and what `init` writes.
        say: prints progress.
        settings: environment variables for the provider.
    """

    def __init__(
        self, module: Path, folder: Path, say: Say, settings: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._settings = dict(settings)
        self._module = module
        self._folder = folder
        self._say = say

    @property
    def state_file(self) -> Path:
        """Where its state is."""
        return self._folder / "terraform.tfstate"

    def version(self) -> str:
        """Version and platform of Terraform, and the providers that `init` chose for the module, as one text.

        Raises:
            TerraformError: there is no Terraform, or it is too old.
        """
        shown = json.loads(run(["terraform", f"-chdir={self._module}", "version", "-json"], self._environment({})))
        number = shown["terraform_version"]
        if tuple(int(part) for part in number.split(".")[:2]) < MINIMUM:
            raise TerraformError(f"Terraform {number} is too old: {_INSTALL}")
        return json.dumps([number, shown["platform"], shown["provider_selections"]])

    def init(self) -> None:
        """Prepare the module.

        Raises:
            TerraformError: as `initialise`.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        arguments = ["-reconfigure", f"-backend-config=path={self.state_file}"]
        initialise(self._module, self._say, arguments, {"TF_DATA_DIR": str(self._folder / "data")})

    def apply(
        self, variables: Mapping[str, Any], secrets: Mapping[str, str], only: Sequence[str] = ()
    ) -> dict[str, Any]:
        """Create or change what the module describes.

        Args:
            variables: written to a file.
            secrets: variables that are handed over by the environment, and written nowhere.
            only: addresses of what may differ from the last apply. Nothing else is looked at, and the state is taken
                for true. Without any, all is looked at.

        Returns:
            The module's outputs by name.

        Raises:
            TerraformError: with Terraform's own messages.
        """
        self._variables_file.write_text(json.dumps(variables, indent=2))
        narrowed = ["-refresh=false", *(f"-target={address}" for address in only)] if only else []
        command = self._command("apply", *APPLY_ARGUMENTS, f"-parallelism={PARALLELISM}", *narrowed)
        return follow_apply(command, self._environment(secrets), self._say)

    def destroy(self, secrets: Mapping[str, str], forgotten: Set[str] = frozenset()) -> None:
        """Take down all that the state knows, with the variables of the last apply.

        Args:
            secrets: as for `apply`.
            forgotten: types of resources that go with others, and are not deleted by themselves.

        Raises:
            TerraformError: with Terraform's own messages.
        """
        addresses = run(self._state("list"), self._environment({})).splitlines()
        if gone := [address for address in addresses if not forgotten.isdisjoint(address.split("."))]:
            run(self._state("rm", *gone), self._environment({}))
        command = self._command("destroy", *DESTROY_ARGUMENTS, f"-parallelism={PARALLELISM}")
        follow_apply(command, self._environment(secrets), self._say)

    @property
    def begun(self) -> bool:
        """Whether an apply was ever begun."""
        return self._variables_file.is_file()

    def variables(self) -> dict[str, Any]:
        """The variables of the last apply, without the secrets."""
        variables: dict[str, Any] = json.loads(self._variables_file.read_text())
        return variables

    def pending_changes(self, changed: Mapping[str, Any], secrets: Mapping[str, str]) -> str:
        """What another apply would change: Terraform's plan, or '' if it is empty.

        Args:
            changed: variables that differ from those of the last apply.
            secrets: as for `apply`.

        Raises:
            TerraformError: the plan fails.
        """
        given = [f"-var={name}={json.dumps(value)}" for name, value in changed.items()]
        return plan(self._command("plan", *PLAN_ARGUMENTS, *given), self._environment(secrets))

    @property
    def _variables_file(self) -> Path:
        return self._folder / "variables.tfvars.json"

    def _command(self, action: str, *arguments: str) -> list[str]:
        return ["terraform", f"-chdir={self._module}", action, f"-var-file={self._variables_file}", *arguments]

    def _state(self, *arguments: str) -> list[str]:
        return ["terraform", f"-chdir={self._module}", "state", *arguments]

    def _environment(self, secrets: Mapping[str, str]) -> dict[str, str]:
        return terraform_environment(
            {
                "TF_DATA_DIR": str(self._folder / "data"),
                **self._settings,
                **{f"TF_VAR_{name}": value for name, value in secrets.items()},
            }
        )


def follow_apply(command: list[str], environment: Mapping[str, str], say: Say) -> dict[str, Any]:
    """Run `terraform apply` or `destroy` and tell how far it is.

    Args:
        command: the command, with `APPLY_ARGUMENTS`.
        environment: its whole environment.
        say: prints progress.

    Returns:
        The root module's outputs by name.

    Raises:
        TerraformError: with Terraform's own messages.
    """
    progress, told, line = ApplyProgress(), time.monotonic(), ""
    with subprocess.Popen(
        command, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            progress.feed(line)
            if time.monotonic() - told > PROGRESS_SECONDS and progress.total:
                told = time.monotonic()
                say(f"terraform: {progress.summary()}")
    if process.returncode:
        raise make_error("terraform apply", "\n\n".join(progress.errors or [line]))
    say(f"terraform: {progress.summary()}")
    return progress.outputs


def plan(command: list[str], environment: Mapping[str, str]) -> str:
    """What an apply would change: Terraform's plan, or '' if it is empty.

    Args:
        command: the command, with `PLAN_ARGUMENTS`.
        environment: its whole environment.

    Raises:
        TerraformError: the plan fails.
    """
    planned = subprocess.run(command, env=dict(environment), capture_output=True, text=True, check=False)
    if planned.returncode not in (_NO_CHANGES, _CHANGES):
        raise make_error("terraform plan", planned.stderr)
    return planned.stdout if planned.returncode == _CHANGES else ""


def make_error(command: str, told: str) -> TerraformError:
    """The error of a command that failed.

    Args:
        command: as a person knows it.
        told: Terraform's own messages.
    """
    if _LOCKED not in told:
        return TerraformError(f"{command} failed:\n\n{told}")
    info = dict(re.findall(r"^\W*(ID|Who|Operation|Created):\s+(\S.*?)\s*$", told, re.MULTILINE))
    return StateLockedError(
        f"{info.get('Who', 'somebody')} has held it since {info.get('Created', 'an unknown time')} "
        f"({info.get('Operation', 'unknown')}, lock {info.get('ID', 'unknown')})"
    )


def read_state(command: list[str], environment: Mapping[str, str]) -> list[dict[str, Any]]:
    """The attributes of each resource that Terraform knows to be there.

    Args:
        command: prints the state.
        environment: its whole environment.

    Raises:
        TerraformError: it can't be read.
    """
    text = run(command, environment)
    resources = json.loads(text).get("resources", []) if text.strip() else []
    return [
        dict(instance["attributes"])
        for resource in resources
        if resource["mode"] == "managed"
        for instance in resource["instances"]
    ]


def terraform_environment(extra: Mapping[str, str]) -> dict[str, str]:
    """What Terraform gets to see: never the caller's AWS account."""
    return download_environment({**STAGE_CREDENTIALS, **_SETTINGS, **extra})


def initialise(module: Path, say: Say, arguments: list[str], extra: Mapping[str, str]) -> None:
    """Run `terraform init`, with the provider from the registry or else from a mirror on this disk.

    Args:
        module: the module.
        say: prints progress.
        arguments: further arguments of `init`.
        extra: further variables of its environment.

    Raises:
        TerraformError: the module is wrong, or the provider is to be had from neither.
    """
    command = ["terraform", f"-chdir={module}", "init", "-input=false", "-no-color", *arguments]
    mirror = known_mirror()
    if not mirror:
        PLUGIN_CACHE.mkdir(parents=True, exist_ok=True)
        cache = {
            "TF_PLUGIN_CACHE_DIR": str(PLUGIN_CACHE),  # the provider takes 700 MB: one copy serves all modules
            "TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE": "1",
        }
        try:
            with hold_lock(PLUGIN_CACHE.parent / "lock"):  # the cache bears one writer at a time
                run(command, terraform_environment({**cache, **extra}))
            return
        except TerraformError as error:
            if "provider" not in str(error):
                raise
            say("terraform: its registry cannot be reached, so this disk is searched for the provider")
            mirror = find_mirror()
            if not mirror:
                raise TerraformError(
                    f"{error}\nand no unpacked mirror with hashicorp/aws {VERSION} was found on this disk"
                ) from error
            say(f"terraform: the provider is in {mirror}")
    run([*command, f"-plugin-dir={mirror}"], terraform_environment(extra))


def run(command: list[str], environment: Mapping[str, str]) -> str:
    """Run a Terraform command and return what it prints.

    Raises:
        TerraformError: it fails, or there is no Terraform.
    """
    try:
        ended = subprocess.run(command, env=dict(environment), capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise TerraformError(f"terraform is not on PATH: {_INSTALL}") from error
    if ended.returncode:
        raise TerraformError(f"{' '.join(command[:3])} failed:\n{ended.stdout[-2000:]}{ended.stderr}")
    return ended.stdout
