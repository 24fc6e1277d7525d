"""The programs of the stage: how each is started and how it says that it is ready."""

import os
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ops.child_environment import ACCOUNT, HOST, bedrock_environment, child_environment
from ops.images import registry
from ops.local_stage.exceptions import StageError
from ops.local_stage.plugin.bandup_localstack.settings import PluginSettings
from ops.local_stage.ports import Ports
from ops.paths import INSTALLED, ROOT

PLUGIN_DIR = Path(__file__).parent / "plugin"

MOTO = ("-m", "ops.local_stage.moto_server")
"""moto with what Cognito does and moto does not."""

DESCRIPTION = "stage.json"
"""Where everything is, of a stage that was deployed."""

HEALTH_SECONDS = 10
"""Longest wait for a service that runs to say so. A stage that says nothing is cleared away, so a busy machine must not
make one seem dead."""

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Service:
    """A program of the stage.

    Attributes:
        name: as in `Ports`, and of its log file.
        command: what to run.
        environment: its whole environment.
        health_url: answers 200 once it is ready.
        shared: whether one that answers already is used, whoever started it.
    """

    name: str
    command: tuple[str | Path, ...]
    environment: Mapping[str, str]
    health_url: str
    shared: bool = False

    def is_healthy(self) -> bool:
        """Whether it answers."""
        try:
            with _direct.open(self.health_url, timeout=HEALTH_SECONDS) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def services(ports: Ports, settings: PluginSettings, state_dir: Path) -> list[Service]:
    """The programs of a stage.

    Args:
        ports: where they listen.
        settings: what the plugin is told.
        state_dir: holds all files that they write, but for the registry's images.

    Raises:
        StageError: an environment that they run in is not installed, or there is no registry to be had.
    """
    bedrock = "aws" if os.environ.get("BEDROCK") == "aws" else "offline"
    localstack, cloud = INSTALLED / "localstack" / "bin" / "python", INSTALLED / "cloud" / "bin" / "python"
    for python in (localstack, cloud):
        if not python.exists():
            raise StageError(f"{python.relative_to(ROOT)} is missing: run `make install`")
    description = state_dir / DESCRIPTION
    return [
        Service(
            "localstack",
            (localstack, "-m", "localstack.runtime.main"),
            child_environment(
                {
                    **_temporary(state_dir),
                    "PYTHONPATH": str(PLUGIN_DIR),
                    **settings.to_environment(),
                    **_localstack_settings(ports.localstack, state_dir),
                }
            ),
            f"{ports.url('localstack')}/_localstack/health",
        ),
        Service(
            "moto",
            (cloud, *MOTO, "--host", HOST, "--port", str(ports.moto)),
            child_environment({**_temporary(state_dir), "MOTO_ACCOUNT_ID": ACCOUNT, "PYTHONPATH": str(ROOT)}),
            f"{ports.url('moto')}/moto-api/",
        ),
        Service(
            "model",
            (cloud, "-m", "ops.local_stage.model_server", "--port", str(ports.model), "--bedrock", bedrock),
            _model_server_environment(bedrock, state_dir),
            f"{ports.url('model')}/health?bedrock={bedrock}",
        ),
        Service(
            "console",
            (cloud, "-m", "ops.local_stage.console_server", "--port", str(ports.console), "--stage", description),
            child_environment({**_temporary(state_dir), "PYTHONPATH": str(ROOT)}),
            f"{ports.url('console')}/_health",
        ),
        *([_registry(ports, state_dir)] if settings.runtime == "image" else []),
    ]


def _model_server_environment(bedrock: str, state_dir: Path) -> dict[str, str]:
    """It alone gets the caller's AWS account, and only if it is to ask the real Bedrock."""
    own = {**_temporary(state_dir), "PYTHONPATH": f"{ROOT}:{ROOT / 'shared'}"}
    return bedrock_environment(own) if bedrock == "aws" else child_environment(own)


def _registry(ports: Ports, state_dir: Path) -> Service:
    try:
        command = registry.command(state_dir / "registry", ports.address("registry"))
    except registry.RegistryError as error:
        raise StageError(f"{error} Or run the functions without images: LAMBDA_RUNTIME=process.") from error
    environment = child_environment(_temporary(state_dir))
    return Service("registry", tuple(command), environment, f"{ports.url('registry')}/v2/", shared=True)


def _temporary(state_dir: Path) -> dict[str, str]:
    return {
        "TMPDIR": str(state_dir / "tmp"),
        "XDG_CACHE_HOME": str(state_dir / "cache"),
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _localstack_settings(port: int, state_dir: Path) -> dict[str, str]:
    return {
        "GATEWAY_LISTEN": f"{HOST}:{port}",
        "FILESYSTEM_ROOT": str(state_dir / "localstack"),
        # In what looks like a container it would write to /var/lib, and leave it there.
        "OVERRIDE_IN_DOCKER": "0",
        # Nothing is asked of, or told to, LocalStack's own hosts.
        "SKIP_SSL_CERT_DOWNLOAD": "1",
        "DISABLE_EVENTS": "1",
        "DNS_ADDRESS": "0",
        "LAMBDA_RUNTIME_EXECUTOR": "bandup",
        # Without it an expired or forged link to a file would work.
        "S3_SKIP_SIGNATURE_VALIDATION": "0",
        "LAMBDA_EVENT_SOURCE_MAPPING_POLL_INTERVAL_SEC": "0.01",
        "DYNAMODB_IN_MEMORY": "1",
        # For its own downloads only: the usual variables would also divert its calls to itself.
        "OUTBOUND_HTTP_PROXY": os.environ.get("HTTP_PROXY", ""),
        "OUTBOUND_HTTPS_PROXY": os.environ.get("HTTPS_PROXY", ""),
    }
