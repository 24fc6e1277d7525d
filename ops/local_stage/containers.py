"""What a stage leaves in the container engine, and how it is cleared away."""

import shutil
import subprocess

from ops.child_environment import child_environment
from ops.local_stage.plugin.bandup_localstack.settings import STAGE_LABEL


def remove_containers(stage_id: str) -> None:
    """Remove what a killed LocalStack could not; LocalStack itself removes its containers."""
    found = _docker("ps", "--all", "--quiet", "--filter", f"label={STAGE_LABEL}={stage_id}")
    if ids := found.split():
        _docker("rm", "--force", *ids)


def forget_images(registry: str) -> None:
    """Take away the engine's names of a registry's images, when nothing will listen at that address again.

    Args:
        registry: host and port.
    """
    columns = "{{.Repository}} {{.Tag}} {{.Digest}}"
    listed = _docker("image", "ls", "--digests", "--filter", f"reference={registry}/*/*", "--format", columns)
    names = set()
    for repository, tag, digest in (line.split() for line in listed.splitlines()):
        names |= {f"{repository}:{tag}"} if tag != "<none>" else set()
        names |= {f"{repository}@{digest}"} if digest != "<none>" else set()
    if names:
        _docker("image", "rm", *sorted(names))


def _docker(*arguments: str) -> str:
    """What the engine prints; nothing where there is none."""
    if not shutil.which("docker"):
        return ""
    environment = child_environment({})
    return subprocess.run(["docker", *arguments], env=environment, capture_output=True, text=True, check=False).stdout
