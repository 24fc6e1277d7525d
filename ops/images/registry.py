"""A real registry on loopback: an image has a digest to be deployed by only once a registry holds it.

Run as a program: `registry.py start` or `registry.py stop`. Where one answers at its port already, that one is used,
whoever started it. The port is 5001, or what BANDUP_REGISTRY_PORT says.
"""

import http.client
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from ops.arguments import ArgumentParser
from ops.images.packages import PackageError, unpack_program
from ops.paths import ROOT

HOST = "127.0.0.1"
FOLDER = ROOT / "build" / "registry"
PACKAGE = "docker-registry"
START_SECONDS = 60
ANSWER_SECONDS = 10
PLAIN_MANIFESTS = (
    "application/vnd.docker.distribution.manifest.v2+json",
    "application/vnd.oci.image.manifest.v1+json",
)
INDEXES = (
    "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.oci.image.index.v1+json",
)

CONFIGURATION_FILE = "registry.yml"
CONFIGURATION = """version: 0.1
log: {{level: warn, accesslog: {{disabled: true}}}}
storage: {{filesystem: {{rootdirectory: {folder}/data}}}}
http: {{addr: {address}}}
"""


class RegistryError(Exception):
    """The registry does not start, or what it holds can't be deployed."""


def port() -> int:
    """The registry's port on loopback."""
    return int(os.environ.get("BANDUP_REGISTRY_PORT", "5001"))


def address() -> str:
    """Host and port, as image names carry them."""
    return f"{HOST}:{port()}"


def answers() -> bool:
    """Whether something that speaks the registry's protocol answers."""
    connection = http.client.HTTPConnection(HOST, port(), timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", "/v2/")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def require_plain_manifests(images: Iterable[str]) -> None:
    """See to it that each digest names one image: Lambda rejects an index, which a builder adds provenance with.

    Args:
        images: `<host>:<port>/<repository>@sha256:…` of registries on loopback.

    Raises:
        RegistryError: one is missing, or is something else.
    """
    for image in images:
        found = media_type(image)
        if found is None:
            raise RegistryError(f"The registry does not have {image}.")
        if found not in PLAIN_MANIFESTS:
            raise RegistryError(f"{image} is {found}, which Lambda does not run: build without provenance.")


def media_type(image: str) -> str | None:
    """The media type of what a digest names, or None if the registry does not have it.

    Args:
        image: `<host>:<port>/<repository>@sha256:…`.

    Raises:
        RegistryError: no registry answers there.
    """
    host, _, path = image.partition("/")
    repository, _, digest = path.partition("@")
    accept = ", ".join(PLAIN_MANIFESTS + INDEXES)
    connection = http.client.HTTPConnection(host, timeout=ANSWER_SECONDS)
    try:
        connection.request("HEAD", f"/v2/{repository}/manifests/{digest}", headers={"Accept": accept})
        answer = connection.getresponse()
    except OSError as error:
        raise RegistryError(f"No registry answers at {host}: {error}") from error
    finally:
        connection.close()
    return answer.headers.get_content_type() if answer.status == http.client.OK else None


def start() -> bool:
    """Start the registry unless one answers already.

    Returns:
        Whether this call started it.

    Raises:
        RegistryError: it is not to be had here, or does not answer.
    """
    if answers():
        return False
    served = command(FOLDER, address())
    log = FOLDER / "registry.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            served,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    (FOLDER / "pid").write_text(str(process.pid), "utf-8")
    until = time.monotonic() + START_SECONDS
    while not answers():
        if process.poll() is not None or time.monotonic() > until:
            stop()
            raise RegistryError(f"The registry does not start at {address()}: {log.read_text('utf-8')[-600:]}")
        time.sleep(0.05)
    return True


def command(folder: Path, address: str) -> list[str]:
    """What to run for a registry; whichever run they come from, all keep their images in one place.

    Args:
        folder: receives the configuration.
        address: host and port to listen at.

    Raises:
        RegistryError: there is no registry to be had here.
    """
    folder.mkdir(parents=True, exist_ok=True)
    configuration = folder / CONFIGURATION_FILE
    configuration.write_text(CONFIGURATION.format(folder=FOLDER, address=address), "utf-8")
    return [program(), "serve", str(configuration)]


def program() -> str:
    """The registry's program: the installed one, else one out of the system's package.

    Raises:
        RegistryError: there is neither.
    """
    try:
        return shutil.which(PACKAGE) or str(unpack_program(PACKAGE, f"usr/bin/{PACKAGE}", ROOT / ".local" / PACKAGE))
    except PackageError as error:
        raise RegistryError(f"{error} Start a registry of your own at {address()}.") from error


def stop() -> None:
    """End the registry that `start` started; one that someone else runs is left alone."""
    pid_file = FOLDER / "pid"
    if not pid_file.is_file():
        return
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(int(pid_file.read_text("utf-8")))
        # The number may have gone to another process since.
        if str(FOLDER / CONFIGURATION_FILE) in process.cmdline():
            process.terminate()
            process.wait(timeout=10)
    pid_file.unlink()


@contextmanager
def run_registry() -> Iterator[str]:
    """A registry for the length of a block, and its address; it goes on if it ran before."""
    started = start()
    try:
        yield address()
    finally:
        if started:
            stop()


def main() -> None:
    """Start or stop the registry."""
    parser = ArgumentParser(prog="registry", description=__doc__)
    parser.add_argument("action", choices=("start", "stop"))
    if parser.parse_args().action == "stop":
        stop()
        return
    try:
        started = start()
    except RegistryError as error:
        sys.exit(f"registry: {error}")
    sys.stdout.write(f"registry: {'started' if started else 'answers'} at {address()}\n")


if __name__ == "__main__":
    main()
