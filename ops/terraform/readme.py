"""Writes and checks the tables of variables and outputs in the modules' READMEs.

`python -m ops.terraform.readme write|check`. What a module is for stands above the tables and is written by hand.
"""

import html
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ops.arguments import ArgumentParser
from ops.paths import ROOT
from ops.terraform.exceptions import TerraformError
from ops.terraform.hcl import read_blocks, source, text
from ops.terraform.modules import module_name

BEGIN = "<!-- variables and outputs: made by make tf-readme -->"
END = "<!-- end of variables and outputs -->"

TERRAFORM = ROOT / "terraform"
DOCUMENTED = (
    *(TERRAFORM / folder for folder in ("bootstrap", "platform", "registry")),
    *sorted(path.parent for path in (TERRAFORM / "modules").glob("*/versions.tf")),
)
"""Modules that have a README."""
STAGES = tuple(sorted(path.parent for path in (TERRAFORM / "stages").glob("*/versions.tf")))
"""Modules that have none, and whose variables and outputs must be described all the same."""


def missing_texts(module: Path) -> list[str]:
    """The variables without a type and the variables and outputs without a description, one sentence each."""
    wanted = {"variable": ("type", "description"), "output": ("description",)}
    return [
        f'{module.name}: {kind} "{name}" has no {attribute}'
        for kind, attributes in wanted.items()
        for name, given in read_blocks(module, kind)
        for attribute in attributes
        if not source(given.get(attribute, "")).strip('" ')
    ]


def make_tables(module: Path) -> str:
    """The variables and the outputs of a module as Markdown, in the order of its files."""
    variables = [_variable_row(name, given) for name, given in read_blocks(module, "variable")]
    outputs = [(f"`{name}`", _prose(text(given["description"]))) for name, given in read_blocks(module, "output")]
    return "\n".join(
        [
            *("## Variables", "", *_table(("name", "type", "default", "description"), variables)),
            *("", "## Outputs", "", *_table(("name", "description"), outputs)),
        ]
    )


def renew(written: str, tables: str) -> str:
    """A README with these tables between its two markers.

    Raises:
        TerraformError: there is no such place, or nothing above it says what the module is for.
    """
    parts = re.fullmatch(f"(.*)^{re.escape(BEGIN)}$.*^{re.escape(END)}$(.*)", written, re.MULTILINE | re.DOTALL)
    if not parts:
        raise TerraformError(f"it needs the lines {BEGIN} and {END}, in this order")
    before, after = parts.groups()
    if not re.search(r"^[^#\s]", before, re.MULTILINE):
        raise TerraformError(f"it needs a sentence above {BEGIN} that says what the module is for")
    return f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}"


def renew_file(module: Path) -> tuple[str, str]:
    """A module's README as it is, and as it should be.

    Raises:
        TerraformError: a description or a type is missing, or there is no README with a place for the tables.
    """
    if missing := missing_texts(module):
        raise TerraformError("\n".join(missing))
    readme = module / "README.md"
    try:
        written = readme.read_text("utf-8")
        return written, renew(written, make_tables(module))
    except FileNotFoundError:
        raise TerraformError(f"{module.name} has no README.md") from None
    except TerraformError as error:
        raise TerraformError(f"{module.name}/README.md: {error}") from error


def find_faults(documented: Iterable[Path] = DOCUMENTED, described: Iterable[Path] = STAGES) -> Iterator[str]:
    """What is wrong with the modules' texts, one sentence each.

    Args:
        documented: modules that have a README.
        described: modules of which only each variable and output is described.
    """
    for module in described:
        yield from missing_texts(module)
    for module in documented:
        try:
            written, right = renew_file(module)
        except TerraformError as error:
            yield str(error)
        else:
            if written != right:
                yield f"{module.name}/README.md is not what its variables and outputs say: run `make tf-readme`"


def _variable_row(name: str, given: dict[str, Any]) -> tuple[str, ...]:
    default = _code(source(given["default"])) if "default" in given else "required"
    return f"`{name}`", _code(source(given["type"])), default, _prose(text(given["description"]))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if not rows:
        yield "None."
        return
    for row in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(row)} |"


def _code(written: str) -> str:
    return f"`{_cell(written)}`"


def _prose(said: str) -> str:
    """Text outside of `code` must not be taken for HTML, such as `<registry>`."""
    parts = _cell(said).split("`")
    return "`".join(part if index % 2 else html.escape(part, quote=False) for index, part in enumerate(parts)).replace(
        "\n", "<br>"
    )


def _cell(written: str) -> str:
    return written.strip().replace("|", "\\|")


def main() -> None:
    """Write the tables, or say what is wrong with them."""
    parser = ArgumentParser(prog="readme", description=__doc__)
    parser.add_argument("action", choices=["write", "check"])
    if parser.parse_args().action == "check":
        if faults := list(find_faults()):
            sys.exit("\n".join(faults))
        return
    try:
        for module in DOCUMENTED:
            written, right = renew_file(module)
            if written != right:
                (module / "README.md").write_text(right, "utf-8")
                print(f"{module_name(module)}/README.md: written anew")
    except TerraformError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
