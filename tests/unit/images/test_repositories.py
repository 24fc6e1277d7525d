from collections.abc import Iterator
from io import BytesIO

import boto3
import pytest

from ops.images.registry import RegistryError
from ops.images.repositories import Registry, open_registry
from support.registry_server import RegistryServer, digest_of, run_registry_server

REPOSITORY = "bandup/job_api"
CONFIG = {"config": {"Labels": {"bandup.content": "sha256:1"}}}


@pytest.fixture
def server() -> Iterator[RegistryServer]:
    with run_registry_server() as running:
        yield running


def test_an_image_is_copied_whole_and_keeps_its_digest(server: RegistryServer) -> None:
    with run_registry_server() as target:
        digest = server.add_image(REPOSITORY, CONFIG, [b"one", b"two"])
        source, copy = Registry(server.address), Registry(target.address)
        image = source.find(REPOSITORY, digest)
        assert image
        copy.copy(REPOSITORY, image, source)
        copy.put(REPOSITORY, image, "v1")
        assert copy.find(REPOSITORY, "v1") == image
        assert all(copy.has_blob(REPOSITORY, blob) for blob in image.blobs)


def test_a_blob_that_lies_elsewhere_is_fetched_there_without_the_login(server: RegistryServer) -> None:
    with run_registry_server() as elsewhere:
        digest = server.add_image(REPOSITORY, CONFIG, [])
        elsewhere.add_image(REPOSITORY, CONFIG, [])
        server.elsewhere = elsewhere.address
        registry = open_registry(server.address)
        registry._session.auth = ("AWS", "secret")
        image = registry.find(REPOSITORY, digest)
        assert image
        assert registry.label(REPOSITORY, image, "bandup.content") == "sha256:1"
        assert registry.has_blob(REPOSITORY, image.config)
        assert all(server.logins)
        assert elsewhere.logins == [None]


def test_a_blob_that_is_not_what_it_is_called_is_refused(server: RegistryServer) -> None:
    blob = digest_of(b"whole")
    server.content[f"{REPOSITORY}/blobs/{blob}"] = b"cut"
    with pytest.raises(RegistryError, match="sent something else"):
        Registry(server.address).read(REPOSITORY, blob)


def test_an_upload_is_what_it_is_called(server: RegistryServer) -> None:
    Registry(server.address).write(REPOSITORY, digest_of(b"blob"), BytesIO(b"blob"))
    assert server.content == {f"{REPOSITORY}/blobs/{digest_of(b'blob')}": b"blob"}


def test_a_registry_that_does_not_answer_is_named() -> None:
    with pytest.raises(RegistryError, match=r"No registry answers at 127\.0\.0\.1:1"):
        open_registry("127.0.0.1:1").find(REPOSITORY, "v1")


def test_no_proxy_comes_between_this_machine_and_itself(
    server: RegistryServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert open_registry(server.address).find(REPOSITORY, "v1") is None


@pytest.mark.usefixtures("moto")
def test_the_callers_aws_credentials_make_the_login() -> None:
    registry = open_registry("123456789012.dkr.ecr.eu-central-1.amazonaws.com")
    user, password = registry._session.auth  # type: ignore[misc]
    assert user == "AWS"
    assert password


def test_without_credentials_there_is_no_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    with pytest.raises(RegistryError, match="AWS gives no login to"):
        open_registry("123456789012.dkr.ecr.eu-central-1.amazonaws.com")
