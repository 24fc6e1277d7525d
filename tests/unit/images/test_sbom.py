"""An image's bill of materials: valid by CycloneDX's own schema, complete, and naming the image by its digest."""

import json

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from ops.images.sbom import bill_of_materials

DIGEST = f"sha256:{'ab' * 32}"
CONTENTS = {
    "python": "3.11.9",
    "packages": [
        {"name": "PyMuPDF", "version": "1.28.2", "licence": "AGPL-3.0-or-later"},
        {"name": "typing_extensions", "version": "4.16.0", "licence": ""},
        {"name": "wordy", "version": "1.0", "licence": "A Licence\n\nPermission is hereby granted" + " x" * 5000},
    ],
    "system": [{"name": "libc6", "version": "2.36-9+deb12u10", "architecture": "amd64"}],
}


def test_the_bill_is_valid_and_complete() -> None:
    text = bill_of_materials("job_api", "v1.4.0", DIGEST, CONTENTS)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    bill = json.loads(text)
    assert bill["bomFormat"] == "CycloneDX"
    assert bill["metadata"]["component"]["name"] == "bandup/job_api"
    assert bill["metadata"]["component"]["version"] == "v1.4.0"
    assert bill["metadata"]["component"]["hashes"] == [{"alg": "SHA-256", "content": "ab" * 32}]
    assert {component["purl"] for component in bill["components"]} == {
        "pkg:pypi/pymupdf@1.28.2",
        "pkg:pypi/typing-extensions@4.16.0",
        "pkg:pypi/wordy@1.0",
        "pkg:deb/debian/libc6@2.36-9%2Bdeb12u10?arch=amd64",
    }


def test_a_licence_is_named_not_quoted() -> None:
    bill = json.loads(bill_of_materials("job_api", "v1", DIGEST, CONTENTS))
    licences = {component["name"]: component.get("licenses") for component in bill["components"]}
    assert licences["wordy"] == [{"license": {"name": "A Licence"}}]
    assert licences["typing_extensions"] is None
