import gzip
import json
import tarfile
from collections.abc import Iterator
from io import BytesIO

import pytest

from ops.images.repositories import Registry
from ops.images.reproducible import make_reproducible
from support.registry_server import RegistryServer, digest_of, layer, run_registry_server

REPOSITORY = "bandup/job_api"
FILES = {"var/task/a.py": b"a = 1\n", "usr/.wh.pip": b""}


@pytest.fixture
def server() -> Iterator[RegistryServer]:
    with run_registry_server() as running:
        yield running


def pushed(server: RegistryServer, hour: int, *, files: dict[str, bytes] = FILES, uid: int = 0, level: int = 6) -> str:
    """An image as an engine pushes it: built at that hour on a base that was built long ago."""
    base, base_contents = layer({"etc/os": b"Debian"}, mtime=1)
    made, contents = layer(files, mtime=hour, uid=uid, level=level)
    created = f"2026-01-02T0{hour}:00:00Z"
    config = {
        "architecture": "amd64",
        "os": "linux",
        "created": created,
        "docker_version": f"20.10.{hour}",
        "container": f"{hour}abc",
        "config": {"Cmd": ["x"], "Labels": {"bandup.content": "sha256:1"}},
        "history": [{"created": created, "created_by": "RUN x"}],
        "rootfs": {"type": "layers", "diff_ids": [base_contents, contents]},
    }
    digest = server.add_image(REPOSITORY, config, [base, made])
    registry = Registry(server.address)
    image = registry.find(REPOSITORY, digest)
    assert image
    return make_reproducible(registry, REPOSITORY, image, {base_contents}).digest


def test_the_same_content_has_the_same_digest_whenever_and_however_it_was_built(server: RegistryServer) -> None:
    assert len({pushed(server, 3), pushed(server, 4, uid=1000), pushed(server, 5, level=9)}) == 1


def test_other_content_has_another_digest(server: RegistryServer) -> None:
    assert pushed(server, 3) != pushed(server, 3, files={**FILES, "var/task/a.py": b"a = 2\n"})


def test_what_it_says_is_what_it_holds(server: RegistryServer) -> None:
    image = Registry(server.address).find(REPOSITORY, pushed(server, 3))
    assert image
    manifest = json.loads(image.manifest)
    config = json.loads(server.content[f"{REPOSITORY}/blobs/{image.config}"])
    assert config["config"]["Labels"] == {"bandup.content": "sha256:1"}
    assert {"created", "architecture", "os", "config", "history", "rootfs"} == set(config)
    for entry, contents in zip(manifest["layers"], config["rootfs"]["diff_ids"], strict=True):
        blob = server.content[f"{REPOSITORY}/blobs/{entry['digest']}"]
        assert entry["size"] == len(blob)
        from_inside = gzip.decompress(blob)
        assert contents == digest_of(from_inside)
    with tarfile.open(fileobj=BytesIO(from_inside)) as archive:
        assert {member.name: (member.mtime, member.uid, member.uname) for member in archive} == dict.fromkeys(
            FILES, (0, 0, "")
        )
        file = archive.extractfile("var/task/a.py")
        assert file
        assert file.read() == FILES["var/task/a.py"]
