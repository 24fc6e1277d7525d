import json
import os
from pathlib import Path

import pytest

from ops.images.engine import Client, EngineError, clients_on_path, docker_client

from .conftest import MakeClient

NO_ENGINE = "exit 1"
# Clients since 23 build through buildx only; older ones know BuildKit themselves.
WITH_BUILDX = 'case "$1" in info|buildx) exit 0;; *) exit 1;; esac'
WITHOUT_BUILDX = 'case "$1" in info) exit 0;; *) exit 1;; esac'
NATIVE = """case "$1" in
info) exit 0;;
build) read -r first; [ "$first" = 'FROM scratch' ] && [ "$DOCKER_BUILDKIT" = 1 ];;
*) exit 1;;
esac"""


def path_of(*clients: Path) -> dict[str, str]:
    return {"PATH": os.pathsep.join(str(client.parent) for client in clients)}


def test_buildx_is_preferred_wherever_it_is_on_path(make_client: MakeClient) -> None:
    native, buildx = make_client("native", NATIVE), make_client("buildx", WITH_BUILDX)

    assert docker_client(path_of(native, buildx)) == Client(str(buildx), buildx=True)


def test_a_new_client_without_buildx_gives_way_to_an_older_one(make_client: MakeClient) -> None:
    new, old = make_client("new", WITHOUT_BUILDX), make_client("old", NATIVE)

    assert docker_client(path_of(new, old)) == Client(str(old), buildx=False)


def test_a_named_client_is_the_only_one_tried(make_client: MakeClient) -> None:
    named, other = make_client("named", NATIVE), make_client("other", WITH_BUILDX)

    assert docker_client({**path_of(other), "BANDUP_DOCKER": str(named)}).path == str(named)


def test_without_an_engine_the_message_says_how_to_get_one(make_client: MakeClient) -> None:
    with pytest.raises(EngineError, match=r"\.ci/engine"):
        docker_client({"BANDUP_DOCKER": str(make_client("none", NO_ENGINE))})


def test_without_buildkit_the_message_names_the_clients(make_client: MakeClient) -> None:
    client = make_client("new", WITHOUT_BUILDX)

    with pytest.raises(EngineError, match=str(client)):
        docker_client({"BANDUP_DOCKER": str(client)})


def test_only_programs_count_as_clients(make_client: MakeClient) -> None:
    client = make_client("plain", NATIVE)
    client.chmod(0o644)

    assert list(clients_on_path({"PATH": str(client.parent)})) == []


def test_buildx_is_told_to_make_one_plain_manifest() -> None:
    command = Client("docker", buildx=True).build(["."])

    assert command[:3] == ["docker", "buildx", "build"]
    assert {"--provenance=false", "--sbom=false", "--load"} < set(command)
    assert Client("docker", buildx=False).build(["."]) == ["docker", "build", "."]


def test_a_push_gives_the_digest_of_that_repository(make_client: MakeClient) -> None:
    known = json.dumps([{"RepoDigests": ["other:5001/a@sha256:00", "host:5001/bandup/a@sha256:11"]}])
    client = make_client("pushes", f"[ \"$1\" = push ] || echo '{known}'")

    assert Client(str(client), buildx=False).push("host:5001/bandup/a:v1") == "sha256:11"
