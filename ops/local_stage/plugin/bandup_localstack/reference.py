"""Image references: `<registry>/bandup/<folder>@sha256:<digest>`, and never a tag."""

import re
from dataclasses import dataclass

PROCESS_REGISTRY = "process.local"
"""Registry name of code snapshots that run as plain processes; no such host exists."""

_REFERENCE = re.compile(
    r"(?P<registry>[A-Za-z0-9.-]+(?::\d+)?)/bandup/(?P<folder>[a-z][a-z0-9_]*)@sha256:(?P<digest>[0-9a-f]{64})"
)


@dataclass(frozen=True)
class ImageReference:
    """One build of one function.

    Attributes:
        registry: host, with port if any.
        folder: the function's folder under images/.
        digest: 64 hexadecimal digits, without `sha256:`.
    """

    registry: str
    folder: str
    digest: str

    @classmethod
    def parse(cls, text: str) -> "ImageReference":
        """Read a reference.

        Raises:
            ValueError: it is not of the form above, such as one that names a tag.
        """
        found = _REFERENCE.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is not <registry>/bandup/<folder>@sha256:<64 hexadecimal digits>")
        return cls(found["registry"], found["folder"], found["digest"])

    def __str__(self) -> str:
        return f"{self.registry}/bandup/{self.folder}@sha256:{self.digest}"
