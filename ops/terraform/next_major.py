"""Our arguments against the provider's next major version: `python -m ops.terraform.next_major`.

That version can't be run on every machine; what it takes is known from the bindings that HashiCorp made of it for npm.
They name each argument by its address in the provider's documentation. They don't say what is deprecated:
docs/operate/provider-versions.md does.
"""

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hcl2

from ops.exceptions import OperatorError
from ops.npm_package import fetch_package
from ops.progress import timed_lines
from ops.terraform.hcl import OPTIONS, text

PACKAGE = "@cdktf/provider-aws@21.22.1"
INTEGRITY = "BuSHeaQFUL9l33pBzIMRT7cTQ69AM2mLtijjteCPhVQRmvuhuj9Lvfymf7knAMhYqAT6+Lrls9jiGVW/Us3zrQ=="
"""SHA-512 of the package as published, in base64. It was made of provider 6.25.0."""

_OF_TERRAFORM = {"connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner"}
_FOLDERS = {"resource": "", "data": "data-aws-"}

_INTERFACE = re.compile(
    r"^export interface (\w+)( extends cdktf\.TerraformMetaArguments)? \{\n(.*?)^\}", re.MULTILINE | re.DOTALL
)
_ARGUMENT = re.compile(r"#(\w+) \w+#\w+\}[^{]*?\*/\s*readonly \w+\??: ([^;]+)")

Blocks = Mapping[str, Any]


@dataclass(frozen=True)
class Bindings:
    """What one resource or data source takes.

    Attributes:
        root: the name of the interface of its own arguments.
        interfaces: each block's arguments, with the name of the interface of those that are blocks, else None.
    """

    root: str
    interfaces: Mapping[str, Mapping[str, str | None]]

    @classmethod
    def read(cls, declarations: str) -> "Bindings":
        """From a file `index.d.ts` of the package."""
        found = {name: (own, body) for name, own, body in _INTERFACE.findall(declarations)}
        interfaces = {
            name: {argument: _block(kind, found) for argument, kind in _ARGUMENT.findall(body)}
            for name, (_, body) in found.items()
        }
        (root,) = [name for name, (own, _) in found.items() if own]
        return cls(root, interfaces)

    def unknown(self, blocks: Blocks, interface: str | None = None) -> Iterator[str]:
        """Names of arguments, at any depth, that it does not take."""
        taken = self.interfaces[interface or self.root]
        for name, value in _arguments(blocks):
            if name not in taken:
                yield name
            elif (inner := taken[name]) and isinstance(value, list):
                for block in value:
                    yield from (f"{name}.{each}" for each in self.unknown(block, inner))


def _block(kind: str, interfaces: Mapping[str, object]) -> str | None:
    named = re.match(r"\w+", kind)
    return named[0] if named and named[0] in interfaces else None


def _arguments(blocks: Blocks) -> Iterator[tuple[str, Any]]:
    for name, value in blocks.items():
        if name == "dynamic":
            for block in value:
                ((label, dynamic),) = block.items()
                yield text(label), dynamic["content"]
        elif name not in _OF_TERRAFORM:
            yield name, value


def unknown_arguments(terraform: Path, package: Path) -> list[str]:
    """Each argument of our modules that the package does not know, with its file.

    Args:
        terraform: holds `.tf` files at any depth.
        package: the unpacked bindings.
    """
    known: dict[Path, Bindings] = {}
    found = []
    for path in sorted(terraform.rglob("*.tf")):
        if ".terraform" in path.parts:
            continue
        for kind, label, blocks in _resources(path):
            declared = (
                package / "lib" / f"{_FOLDERS[kind]}{label.removeprefix('aws_').replace('_', '-')}" / "index.d.ts"
            )
            where = f"{path.relative_to(terraform)}: {label}"
            if not declared.exists():
                found.append(f"{where} is gone")
                continue
            if declared not in known:
                known[declared] = Bindings.read(declared.read_text("utf-8"))
            found += [f"{where} takes no {name}" for name in known[declared].unknown(blocks)]
    return found


def _resources(path: Path) -> Iterator[tuple[str, str, Blocks]]:
    written = hcl2.loads(path.read_text("utf-8"), serialization_options=OPTIONS)
    for kind in _FOLDERS:
        for block in written.get(kind, []):
            ((label, named),) = block.items()
            ((_, blocks),) = named.items()
            if text(label).startswith("aws_"):
                yield kind, text(label), blocks


def main() -> None:
    """Print what the next major version would refuse, and fail if that is anything."""
    say = timed_lines()
    terraform = Path(__file__).parents[2] / "terraform"
    with tempfile.TemporaryDirectory() as folder:
        try:
            say(f"fetching {PACKAGE} (37 MB)")
            package = fetch_package(PACKAGE, INTEGRITY, Path(folder))
        except OperatorError as error:
            sys.exit(str(error))
        if not package:
            sys.exit("npm is missing, or cannot reach its registry")
        if found := unknown_arguments(terraform, package):
            sys.exit("\n".join(found))
    say("the provider's next major version takes every argument")


if __name__ == "__main__":
    main()
