"""A registry's repositories, by the protocol that ECR and the registry on loopback both speak.

The engine's own push tells a digest only afterwards, and pushes a tag again that is there already, which ECR refuses.
The clients that could do better (skopeo, crane, buildx) would be one more program that everybody must install.
"""

import base64
import hashlib
import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import IO, Any

import boto3
import requests
from botocore.exceptions import BotoCoreError, ClientError

from ops.images.registry import PLAIN_MANIFESTS, RegistryError

ECR = re.compile(r"[0-9]{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?")
"""Host of a registry in AWS, and its region."""

LOOPBACK = ("127.0.0.1", "localhost")
SECONDS = 60
CHUNK = 1 << 20


class NoRepositoryError(RegistryError):
    """The registry has no place for this function's images."""


@dataclass(frozen=True)
class Image:
    """What a registry holds of an image.

    Attributes:
        digest: `sha256:…` of its manifest.
        manifest: the manifest, byte for byte.
    """

    digest: str
    manifest: bytes

    @property
    def config(self) -> str:
        """Digest of its configuration."""
        return str(json.loads(self.manifest)["config"]["digest"])

    @property
    def blobs(self) -> list[str]:
        """Digests of all that it consists of, the configuration first."""
        return [self.config, *(str(layer["digest"]) for layer in json.loads(self.manifest)["layers"])]

    @property
    def layers(self) -> dict[str, int]:
        """Compressed bytes of each layer, by its digest."""
        return {str(layer["digest"]): int(layer["size"]) for layer in json.loads(self.manifest)["layers"]}

    @property
    def media_type(self) -> str:
        """What kind of manifest it is."""
        return str(json.loads(self.manifest).get("mediaType", PLAIN_MANIFESTS[1]))


@dataclass(frozen=True)
class Registry:
    """One registry.

    Attributes:
        host: host, and port if it has one; on loopback it is asked without TLS.
    """

    host: str
    _session: requests.Session = field(default_factory=requests.Session, repr=False)

    def find(self, repository: str, reference: str) -> Image | None:
        """An image by its tag or digest, or None if it is not there.

        Args:
            repository: such as `bandup/job_api`.
            reference: tag, or `sha256:…`.

        Raises:
            NoRepositoryError: the registry has no such repository.
            RegistryError: it can't be asked.
        """
        accept = {"Accept": ", ".join(PLAIN_MANIFESTS)}
        answer = self._ask("GET", f"{repository}/manifests/{reference}", headers=accept)
        if answer.status_code == HTTPStatus.NOT_FOUND and "NAME_UNKNOWN" not in answer.text:
            return None
        self._expect(answer, repository, HTTPStatus.OK)
        return Image(_digest(answer.content), answer.content)

    def label(self, repository: str, image: Image, name: str) -> str | None:
        """One label of an image."""
        with self.read(repository, image.config) as content:
            labels = json.load(content)["config"].get("Labels") or {}
        return labels.get(name)

    def read(self, repository: str, blob: str) -> IO[bytes]:
        """A blob as a temporary file, which ends when it is closed.

        Raises:
            RegistryError: it can't be had, or is not what its digest says.
        """
        content, found = tempfile.TemporaryFile(), hashlib.sha256()  # noqa: SIM115 - the caller closes it
        for chunk in self._chunks(repository, blob):
            content.write(chunk)
            found.update(chunk)
        if f"sha256:{found.hexdigest()}" != blob:
            content.close()
            raise RegistryError(f"{self.host} sent something else for {repository}@{blob}: try again.")
        content.seek(0)
        return content

    def has_blob(self, repository: str, blob: str) -> bool:
        """Whether a blob needs no upload."""
        answer = self._ask("HEAD", f"{repository}/blobs/{blob}", allow_redirects=False)
        return answer.status_code in (HTTPStatus.OK, HTTPStatus.TEMPORARY_REDIRECT)

    def write(self, repository: str, blob: str, content: IO[bytes]) -> None:
        """Upload a blob.

        Args:
            repository: where to.
            blob: its digest.
            content: a file, from its start.
        """
        begun = self._ask("POST", f"{repository}/blobs/uploads/")
        self._expect(begun, repository, HTTPStatus.ACCEPTED)
        headers = {"Content-Type": "application/octet-stream"}
        sent = self._ask("PATCH", begun.headers["Location"], data=content, headers=headers)
        self._expect(sent, repository, HTTPStatus.ACCEPTED)
        location = sent.headers["Location"]
        ended = self._ask("PUT", f"{location}{'&' if '?' in location else '?'}digest={blob}")
        self._expect(ended, repository, HTTPStatus.CREATED)

    def put(self, repository: str, image: Image, reference: str) -> None:
        """Give an image a name; its blobs are there.

        Args:
            repository: where.
            image: what.
            reference: a tag that is free, or the image's digest.

        Raises:
            RegistryError: the tag is taken, or a blob is missing.
        """
        headers = {"Content-Type": image.media_type}
        answer = self._ask("PUT", f"{repository}/manifests/{reference}", data=image.manifest, headers=headers)
        self._expect(answer, repository, HTTPStatus.CREATED)

    def copy(self, repository: str, image: Image, source: "Registry") -> None:
        """Bring an image's blobs from another registry, those that are not there yet."""
        for blob in image.blobs:
            if not self.has_blob(repository, blob):
                with source.read(repository, blob) as content:
                    self.write(repository, blob, content)

    def _chunks(self, repository: str, blob: str) -> Iterator[bytes]:
        # ECR sends elsewhere for a blob, to an address that is signed; requests keeps the login from other hosts.
        with self._ask("GET", f"{repository}/blobs/{blob}", stream=True) as answer:
            self._expect(answer, repository, HTTPStatus.OK)
            yield from answer.iter_content(CHUNK)

    def _ask(self, method: str, path: str, **more: Any) -> requests.Response:
        url = path if "://" in path else f"{self._root}{path}" if path.startswith("/") else f"{self._root}/v2/{path}"
        try:
            return self._session.request(method, url, timeout=SECONDS, **more)
        except requests.RequestException as error:
            raise RegistryError(f"No registry answers at {self.host}: {error}") from error

    def _expect(self, answer: requests.Response, repository: str, status: HTTPStatus) -> None:
        if answer.status_code == status:
            return
        if "NAME_UNKNOWN" in answer.text:
            raise NoRepositoryError(f"{self.host} has no repository {repository}: apply terraform/registry first.")
        raise RegistryError(f"{self.host} refuses {repository} ({answer.status_code}): {_reason(answer)}")

    @property
    def _root(self) -> str:
        return f"{'http' if self.host.partition(':')[0] in LOOPBACK else 'https'}://{self.host}"


def open_registry(host: str) -> Registry:
    """A registry with the login that it wants: for ECR the caller's AWS credentials make one, which lasts 12 hours.

    Raises:
        RegistryError: AWS gives none.
    """
    session = requests.Session()
    if host.partition(":")[0] in LOOPBACK:
        session.trust_env = False  # no proxy reaches this machine
    elif found := ECR.fullmatch(host):
        try:
            answer = boto3.client("ecr", region_name=found[1]).get_authorization_token()
        except (BotoCoreError, ClientError) as error:
            raise RegistryError(f"AWS gives no login to {host}: {error}") from error
        token = base64.b64decode(answer["authorizationData"][0]["authorizationToken"]).decode()
        name, _, password = token.partition(":")
        session.auth = (name, password)
    return Registry(host, session)


def image_of(manifest: dict[str, Any]) -> Image:
    """An image of a manifest that was written anew."""
    content = json.dumps(manifest, indent=3).encode()
    return Image(_digest(content), content)


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _reason(answer: requests.Response) -> str:
    try:
        return "; ".join(str(error["message"]) for error in answer.json()["errors"])
    except (ValueError, KeyError, TypeError):
        return answer.text[:200]
