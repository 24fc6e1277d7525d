"""The base of every image, and a stand-in for where it can't be pulled.

Run as a program it builds the stand-in: Debian 12's own Python 3.11, made with debootstrap from the mirror that this
machine's apt uses. It has what a function needs of the official image: the same Debian, Python 3.11 as `python`.
With --resolve it asks for the digest of the official one instead, and pins it.
"""

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ops.arguments import ArgumentParser
from ops.images.base_pin import OFFICIAL, PIN, BaseImageError, official_base, pinned_digest, write_pin
from ops.images.engine import Client, EngineError, docker_client
from ops.images.packages import PackageError, install_program
from ops.paths import BUILD, ROOT
from ops.shell import CommandError, run

STAND_IN = "bandup/python:3.11-slim-bookworm-standin"
SUITE = "bookworm"
# What the official image has beside Debian's smallest set.
PACKAGES = ("ca-certificates", "netbase", "python3", "python3-venv", "tzdata")
FOLDER = BUILD / "base-image"

# Package lists and sources name this machine's mirror, resolv.conf its name server; the rest only takes space.
NOT_FOR_AN_IMAGE = (
    "etc/apt/sources.list",
    "etc/hostname",
    "etc/resolv.conf",
    "usr/share/doc",
    "usr/share/info",
    "usr/share/locale",
    "usr/share/man",
    "var/cache/apt",
    "var/lib/apt/lists",
    "var/log",
)


@dataclass(frozen=True)
class Base:
    """A base image that the engine has.

    Attributes:
        name: as a build names it.
        digest: `sha256:…`, which it is pinned by; of an image without a registry the engine's own id of it.
        layers: what it consists of, each as `sha256:…` of the uncompressed layer.
    """

    name: str
    digest: str
    layers: tuple[str, ...]


def choose(
    named: str | None,
    *,
    has: Callable[[str], bool],
    pull: Callable[[str], bool],
    build_stand_in: Callable[[], None],
    say: Callable[[str], None],
) -> str:
    """The base image to build on: the named one, else the official one, else the stand-in.

    Args:
        named: an image that the caller insists on, or None.
        has: whether the engine has an image.
        pull: fetch an image; False if that fails.
        build_stand_in: make the stand-in where the engine does not have it either.
        say: tells the person what was chosen.
    """
    if named:
        return named
    official = official_base()
    if has(official) or pull(official):
        return official
    if not has(STAND_IN):
        say(f"{OFFICIAL} can't be pulled: building a stand-in, which takes about a minute")
        build_stand_in()
    say(f"{OFFICIAL} can't be pulled: building on the stand-in {STAND_IN}")
    return STAND_IN


def base_image(client: Client, say: Callable[[str], None]) -> str:
    """Choose the base image; the variable BANDUP_BASE_IMAGE names another.

    Raises:
        PackageError: neither base can be had here.
        CommandError: the stand-in could not be built.
    """
    return choose(
        os.environ.get("BANDUP_BASE_IMAGE"),
        has=lambda image: client.inspect(image) is not None,
        pull=client.pull,
        build_stand_in=lambda: build_stand_in(client),
        say=say,
    )


def describe_base(client: Client, name: str) -> Base:
    """What the engine knows of a base image; it is pulled first if it is not there.

    Raises:
        BaseImageError: it is not to be had.
    """
    known = client.inspect(name)
    if known is None and client.pull(name):
        known = client.inspect(name)
    if known is None:
        raise BaseImageError(f"The base image {name} can't be pulled: name one that can be, by BANDUP_BASE_IMAGE.")
    return Base(name, name.partition("@")[2] or str(known["Id"]), tuple(known["RootFS"]["Layers"]))


def base_for_aws(environ: Mapping[str, str] = os.environ, pin: Path = PIN) -> str:
    """The official base image by its digest, or a mirror of it that BANDUP_BASE_IMAGE names.

    Raises:
        BaseImageError: no digest is pinned, or another image is named.
    """
    digest = pinned_digest(pin)
    if digest is None:
        raise BaseImageError(
            "The base image of what runs in AWS is pinned by no digest: run `make base-image RESOLVE=1` where "
            f"{OFFICIAL} can be pulled, and commit {PIN.relative_to(ROOT)}."
        )
    named = environ.get("BANDUP_BASE_IMAGE") or official_base(pin)
    if named.partition("@")[2] != digest:
        raise BaseImageError(f"{named} is not the pinned base image: for AWS, BANDUP_BASE_IMAGE ends with @{digest}.")
    return named


def resolve(client: Client, pin: Path = PIN) -> str:
    """Pull the official base image and pin its digest.

    Returns:
        The digest.

    Raises:
        BaseImageError: it can't be pulled.
    """
    known = client.inspect(OFFICIAL) if client.pull(OFFICIAL) else None
    repository = OFFICIAL.partition(":")[0]
    names = [str(name).partition("@") for name in (known or {}).get("RepoDigests", [])]
    digests = [digest for name, _, digest in names if name == repository]
    if not digests:
        raise BaseImageError(f"{OFFICIAL} can't be pulled here, so its digest stays as it was: {pinned_digest(pin)}.")
    write_pin(digests[0], pin)
    return digests[0]


def mirror() -> str | None:
    """The mirror that apt has configured for Debian 12, or None if this system is another one."""
    targets = run(
        ["apt-get", "indextargets", "--format", "$(CODENAME) $(COMPONENT) $(REPO_URI)", "Created-By: Packages"]
    )
    for target in targets.splitlines():
        codename, component, address = target.split()
        if (codename, component) == (SUITE, "main"):
            return address
    return None


def build_stand_in(client: Client) -> None:
    """Make the stand-in anew.

    Raises:
        PackageError: not root, or no Debian-like system: debootstrap needs both.
        CommandError: debootstrap or the import failed.
    """
    if os.geteuid() != 0:
        raise PackageError(f"Only root can build the stand-in: pull {OFFICIAL}, or set BANDUP_BASE_IMAGE.")
    debootstrap = install_program("debootstrap", ("debootstrap", "debian-archive-keyring"))
    root = FOLDER / "root"
    shutil.rmtree(FOLDER, ignore_errors=True)
    root.mkdir(parents=True)
    try:
        address = mirror()
        include = f"--include={','.join(PACKAGES)}"
        run([debootstrap, "--variant=minbase", include, SUITE, str(root), *([address] if address else [])])
        tidy(root)
        archive = FOLDER / "root.tar"
        run(["tar", "--create", "--numeric-owner", "--file", str(archive), "--directory", str(root), "."])
        settings = ["--change", "ENV LANG=C.UTF-8", "--change", 'CMD ["python"]']
        run([client.path, "import", *settings, str(archive), STAND_IN])
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)


def tidy(root: Path) -> None:
    """Take away what an image must not hold or does not need, and give it `python` as the official one has it."""
    for name in NOT_FOR_AN_IMAGE:
        path = root / name
        if path.is_dir():
            shutil.rmtree(path)
            path.mkdir()
        else:
            path.unlink(missing_ok=True)
    (root / "usr/local/bin/python").symlink_to("/usr/bin/python3.11")


def main() -> None:
    """Build the stand-in, or pin the official image."""
    parser = ArgumentParser(prog="make base-image", description=__doc__)
    parser.add_argument("--resolve", action="store_true", help=f"write the digest of {OFFICIAL} to {PIN.name}")
    try:
        if parser.parse_args().resolve:
            digest = resolve(docker_client())
            sys.stdout.write(f"{PIN.relative_to(ROOT)} pins {OFFICIAL}@{digest}: commit it\n")
            return
        build_stand_in(docker_client())
    except (BaseImageError, CommandError, EngineError, PackageError) as error:
        sys.exit(f"base image: {error}")
    sys.stdout.write(f"{STAND_IN} is built\n")


if __name__ == "__main__":
    main()
