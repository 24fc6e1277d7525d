"""Clients that others' tools make of the document, compiled with the examples of the page that explains them."""

import re
import shutil
from pathlib import Path

from ops.api_document.exceptions import ApiDocumentError
from ops.api_document.tools import NODE_MODULES, Run, require_success

TSCONFIG = Path(__file__).with_name("tsconfig.json")


def typescript(document: Path, example: str, folder: Path, run: Run) -> None:
    """Make types for openapi-fetch, and compile an example with them.

    Args:
        document: the API's document.
        example: a TypeScript module that imports "./schema" and "openapi-fetch".
        folder: where to put all of it.
        run: runs openapi-typescript and tsc.

    Raises:
        ApiDocumentError: either fails.
    """
    _empty(folder)
    (folder / "node_modules").symlink_to(NODE_MODULES)
    (folder / "example.ts").write_text(example, encoding="utf-8")
    shutil.copy(TSCONFIG, folder)
    made = run("openapi-typescript", str(document), "--output", str(folder / "schema.ts"), cwd=folder)
    require_success(made, "openapi-typescript makes no client of the document")
    compiled = run("tsc", "--project", str(folder), cwd=folder)
    require_success(compiled, "the TypeScript client, or the example in docs/use/build-a-client.md, does not compile")


def python(document: Path, example: str, folder: Path, run: Run) -> None:
    """Make a client in Python, and check its types together with an example.

    Args:
        document: the API's document.
        example: a Python module that imports the client.
        folder: where to put all of it.
        run: runs openapi-python-client and mypy.

    Raises:
        ApiDocumentError: either fails, or the generator leaves something out.
    """
    _empty(folder)
    wanted = ("--output-path", str(folder), "--overwrite", "--fail-on-warning")
    made = run("openapi-python-client", "generate", "--path", str(document), *wanted, cwd=folder)
    require_success(made, "openapi-python-client makes no client of the document")
    (folder / "example.py").write_text(example, encoding="utf-8")
    # Not this repository's settings of mypy, which leave build/ out.
    checked = run("mypy", "--strict", "--config-file=", ".", cwd=folder)
    require_success(checked, "the Python client, or the example in docs/use/build-a-client.md, is wrong")


def example(page: Path, language: str) -> str:
    """The one block of code in a language that a page of Markdown holds.

    Raises:
        ApiDocumentError: there is none, or more than one.
    """
    blocks: list[str] = re.findall(rf"^```{language}\n(.*?)^```", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    if len(blocks) != 1:
        raise ApiDocumentError(f"{page} has {len(blocks)} blocks of {language}, and one is expected")
    return blocks[0]


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
