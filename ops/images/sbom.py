"""A bill of materials of an image, in CycloneDX: what scanners of known faults and licence audits read."""

from collections.abc import Iterable, Mapping
from typing import Any

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, License, LicenseExpression
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

LONGEST_LICENCE_NAME = 100
"""Some packages give their licence's whole text in place of its name."""


def bill_of_materials(function: str, tag: str, digest: str, contents: Mapping[str, Any]) -> str:
    """The bill as JSON, version 1.6.

    Args:
        function: folder name.
        tag: the image's version.
        digest: `sha256:…` of its manifest.
        contents: what `inside/contents.py` found.
    """
    image = Component(
        name=f"bandup/{function}",
        version=tag,
        type=ComponentType.CONTAINER,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest.removeprefix("sha256:"))],
        licenses=[LicenseExpression("AGPL-3.0-or-later")],
        purl=PackageURL("oci", None, f"bandup/{function}".rpartition("/")[2], digest, {"tag": tag}),
        bom_ref=f"bandup/{function}@{digest}",
        properties=[Property(name="bandup:python", value=contents["python"])],
    )
    bom = Bom(components=[*_python(contents["packages"]), *_system(contents["system"])])
    bom.metadata.component = image
    bom.register_dependency(image, bom.components)
    return make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=2)


def _python(packages: Iterable[Mapping[str, str]]) -> Iterable[Component]:
    for package in packages:
        purl = PackageURL("pypi", None, package["name"].lower().replace("_", "-"), package["version"])
        yield Component(
            name=package["name"],
            version=package["version"],
            type=ComponentType.LIBRARY,
            purl=purl,
            bom_ref=str(purl),
            licenses=_licences(package["licence"]),
        )


def _licences(text: str) -> list[License]:
    name = text.partition("\n")[0].strip()
    return [DisjunctiveLicense(name=name[:LONGEST_LICENCE_NAME])] if name else []


def _system(packages: Iterable[Mapping[str, str]]) -> Iterable[Component]:
    for package in packages:
        purl = PackageURL("deb", "debian", package["name"], package["version"], {"arch": package["architecture"]})
        yield Component(
            name=package["name"],
            version=package["version"],
            type=ComponentType.LIBRARY,
            purl=purl,
            bom_ref=str(purl),
        )
