"""The AWS provider on this disk, for machines that cannot reach Terraform's registry."""

import platform
import subprocess
import sys
from pathlib import Path

from ops.paths import INSTALLED

VERSION = "5.100.0"
"""The version that every root module pins; other modules allow a range."""

_NOTE = INSTALLED / "terraform" / "mirror"
_MACHINES = {"x86_64": "amd64", "aarch64": "arm64", "arm64": "arm64"}


def known_mirror(note: Path = _NOTE) -> Path | None:
    """The mirror that an earlier search found, if it is still there."""
    if not note.exists():
        return None
    mirror = Path(note.read_text())
    return mirror if mirror.is_dir() else None


def find_mirror(top: Path = Path("/"), note: Path = _NOTE, at_least: str = "100M") -> Path | None:
    """Search the disk for an unpacked provider mirror, and note where it is.

    Args:
        top: where to search.
        note: file that keeps the answer.
        at_least: size of the provider's program, as `find -size` takes it; the real one has 700 MB.

    Returns:
        The folder to give to `terraform init -plugin-dir`, or None.
    """
    system = f"{sys.platform}_{_MACHINES.get(platform.machine(), platform.machine())}"
    wanted = f"*/hashicorp/aws/{VERSION}/{system}/terraform-provider-aws_v{VERSION}*"
    # A folder .terraform is some module's own copy, which goes when that module is cleaned.
    skipped = ["(", "-name", ".terraform", "-o", "-path", "/proc", "-o", "-path", "/sys", ")", "-prune", "-o"]
    # The program itself, not its folder: a folder may be a leftover, and what is small is no provider.
    search = ["find", str(top), *skipped, "-type", "f", "-size", f"+{at_least}", "-path", wanted, "-print", "-quit"]
    found = subprocess.run(search, capture_output=True, text=True, check=False).stdout.splitlines()
    if not found:
        return None
    mirror = Path(found[0]).parents[5]  # <mirror>/<registry's host>/hashicorp/aws/<version>/<platform>/<program>
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(str(mirror))
    return mirror
