"""A package from npm for what lies in it; nothing of it is run."""

import base64
import hashlib
import shutil
import subprocess
import tarfile
from pathlib import Path

from ops.child_environment import download_environment
from ops.exceptions import OperatorError

SECONDS = 600
"""Longest wait for npm."""


class WrongPackageError(OperatorError):
    """npm gave another package than the one that is expected."""


def fetch_package(name: str, integrity: str, folder: Path) -> Path | None:
    """Fetch a package and unpack it.

    Args:
        name: with its version, such as `left-pad@1.3.0`.
        integrity: SHA-512 of the package as published, in base64.
        folder: holds the package afterwards; it exists.

    Returns:
        What was unpacked, or None where npm is missing or cannot reach its registry.

    Raises:
        WrongPackageError: it is not the package that is expected.
    """
    npm = shutil.which("npm")
    if not npm:
        return None
    packed = subprocess.run(
        [npm, "pack", "--silent", name],
        cwd=folder,
        env=download_environment({}),
        capture_output=True,
        check=False,
        timeout=SECONDS,
    )
    archives = list(folder.glob("*.tgz"))
    if packed.returncode or not archives:
        return None
    digest = base64.b64encode(hashlib.sha512(archives[0].read_bytes()).digest()).decode()
    if digest != integrity:
        raise WrongPackageError(f"{name} from npm is not the package that is expected: SHA-512 {digest}")
    with tarfile.open(archives[0]) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"
