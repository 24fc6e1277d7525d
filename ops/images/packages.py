"""Programs that come from the packages of a Debian-like system."""

import os
import shutil
from pathlib import Path

from ops.shell import CommandError, run


class PackageError(Exception):
    """A program is missing, and can't be had here."""


def install_program(program: str, packages: tuple[str, ...]) -> str:
    """The path of a program, installed as root from the system's packages if it is missing.

    Raises:
        PackageError: it is missing and can't be installed.
    """
    # Administrators' programs are on root's PATH only in a login shell.
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
    found = shutil.which(program, path=path)
    if found:
        return found
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise PackageError(f"`{program}` is missing: install {' and '.join(packages)}, or run this as root on Debian.")
    apt_get("install", "--yes", "--no-install-recommends", *packages)
    found = shutil.which(program, path=path)
    if not found:
        raise PackageError(f"`{program}` is not in {' and '.join(packages)}.")
    return found


def unpack_program(package: str, program: str, folder: Path) -> Path:
    """A program out of a system package that is unpacked, not installed.

    Needs no root, and starts no service: the package of a server would open its port on every interface.

    Args:
        package: name of the package.
        program: path of the program inside it.
        folder: where to unpack it; kept for the next time.

    Raises:
        PackageError: the package can't be had here.
    """
    if (folder / program).is_file():
        return folder / program
    if not shutil.which("apt-get"):
        raise PackageError(f"There is no apt-get here to fetch {package} with.")
    folder.mkdir(parents=True, exist_ok=True)
    apt_get("download", package, folder=folder)
    archive = next(folder.glob(f"{package}_*.deb"))
    run(["dpkg-deb", "--extract", str(archive), str(folder)])
    archive.unlink()
    return folder / program


def apt_get(*arguments: str, folder: Path | None = None) -> None:
    """Run apt-get; where it fails, once more after an update, as a fresh machine has no package lists."""
    command = ["apt-get", "--quiet", *arguments]
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        run(command, env=environ, cwd=folder)
    except CommandError:
        try:
            run(["apt-get", "--quiet", "update"], env=environ)
            run(command, env=environ, cwd=folder)
        except CommandError as error:
            raise PackageError(str(error)) from error
