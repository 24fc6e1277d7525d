"""Makes an image in a registry into one that depends on its content alone.

What the builder of Docker 20.10 can't leave out: the hour in the configuration and its history, the hour of each file
that it deletes or mounts over, and its own compression. The layers of the base are left as they are.
"""

import gzip
import hashlib
import json
import tarfile
import tempfile
from collections.abc import Collection
from typing import IO, Any

from ops.images.repositories import Image, Registry, image_of

EPOCH = "1970-01-01T00:00:00Z"
CONFIG_KEYS = ("architecture", "config", "history", "os", "rootfs")
"""What a configuration needs; the rest tells of the machine that built it."""

HOURS = ("mtime", "atime", "ctime")


def make_reproducible(registry: Registry, repository: str, image: Image, base_layers: Collection[str]) -> Image:
    """Write an image anew, so that the same content always has the same digest; it gets no tag.

    Args:
        registry: holds the image, and receives the new one.
        repository: such as `bandup/job_api`.
        image: as the engine pushed it.
        base_layers: the layers of the base, each as `sha256:…` of what it holds uncompressed.
    """
    manifest = json.loads(image.manifest)
    with registry.read(repository, image.config) as content:
        config = json.load(content)
    contents = config["rootfs"]["diff_ids"]
    for place, layer in enumerate(manifest["layers"]):
        if contents[place] not in base_layers:
            with registry.read(repository, layer["digest"]) as old, tempfile.TemporaryFile() as new:
                contents[place] = rewrite_layer(old, new)
                layer.update(_upload(registry, repository, new))
    with tempfile.TemporaryFile() as file:
        file.write(json.dumps(rewrite_config(config)).encode())
        manifest["config"] |= _upload(registry, repository, file)
    made = image_of(manifest)
    registry.put(repository, made, made.digest)
    return made


def rewrite_config(config: dict[str, Any]) -> dict[str, Any]:
    """A configuration without the hours of its making."""
    kept = {key: config[key] for key in CONFIG_KEYS}
    kept["history"] = [step | {"created": EPOCH} for step in kept["history"]]
    return kept | {"created": EPOCH}


def rewrite_layer(old: IO[bytes], new: IO[bytes]) -> str:
    """Write a layer anew, all its files with one time and root's.

    Args:
        old: the layer, compressed.
        new: receives it, compressed in one way.

    Returns:
        Digest of what it holds uncompressed.
    """
    found = _Digest()
    with gzip.GzipFile(fileobj=new, mode="wb", compresslevel=6, mtime=0) as compressed:
        target = _Tee(compressed, found)
        with (
            tarfile.open(fileobj=old, mode="r|gz") as source,
            tarfile.open(fileobj=target, mode="w|", format=tarfile.PAX_FORMAT) as layer,  # type: ignore[call-overload]
        ):
            for member in source:
                member.mtime, member.uid, member.gid, member.uname, member.gname = 0, 0, 0, "", ""
                member.mode &= 0o7777
                member.pax_headers = {key: value for key, value in member.pax_headers.items() if key not in HOURS}
                layer.addfile(member, source.extractfile(member) if member.isreg() else None)
    return found.name


def _upload(registry: Registry, repository: str, file: IO[bytes]) -> dict[str, Any]:
    """Upload a file, and give its entry in a manifest."""
    size = file.tell()
    file.seek(0)
    digest = f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"  # type: ignore[arg-type]
    file.seek(0)
    if not registry.has_blob(repository, digest):
        registry.write(repository, digest, file)
    return {"digest": digest, "size": size}


class _Digest:
    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def write(self, data: bytes) -> None:
        self._hash.update(data)

    @property
    def name(self) -> str:
        return f"sha256:{self._hash.hexdigest()}"


class _Tee:
    """A file that passes on what is written to it, and its digest."""

    def __init__(self, file: gzip.GzipFile, digest: _Digest) -> None:
        self._file, self._digest = file, digest

    def write(self, data: bytes) -> int:
        self._digest.write(data)
        return self._file.write(data)
