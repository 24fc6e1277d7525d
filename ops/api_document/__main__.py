"""Checks the API's document, or makes a page of it: `python -m ops.api_document lint|docs`."""

import sys
from pathlib import Path

from ops.api_document import clients, page, redocly
from ops.api_document.tools import Run, run_tool
from ops.arguments import ArgumentParser
from ops.exceptions import OperatorError
from ops.paths import BUILD, ROOT
from ops.progress import Say, timed_lines
from ops.strict_yaml import read_yaml

DOCUMENT = ROOT / "terraform" / "platform" / "openapi.yaml"
EXAMPLES = ROOT / "docs" / "use" / "build-a-client.md"
OUTPUT = BUILD / "api-document"
PAGE = ROOT / "docs" / "api.html"


def lint(document: Path, output: Path, run: Run, say: Say) -> None:
    """Do nothing if the document is one that tools accept; leaves the clients and the page in `output`.

    Raises:
        OperatorError: with the first fault that was found.
    """
    read_yaml(document)
    redocly.lint(document, run)
    say("Redocly finds nothing in the API's document")
    clients.typescript(document, clients.example(EXAMPLES, "ts"), output / "typescript", run)
    say("the TypeScript client compiles")
    clients.python(document, clients.example(EXAMPLES, "python"), output / "python", run)
    say("the Python client's types are right")
    page.write_page(document, output / "api.html", run)
    say("the page loads nothing from another host")


def main() -> None:
    """Do what is asked, or say in one message what is wrong."""
    parser = ArgumentParser(prog="api_document", description=__doc__)
    parser.add_argument("action", choices=["lint", "docs"])
    parser.add_argument("--document", type=Path, default=DOCUMENT, help="another document than the platform's")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="the folder for clients and page of `lint`")
    arguments = parser.parse_args()
    say = timed_lines()
    try:
        if arguments.action == "lint":
            lint(arguments.document, arguments.output, run_tool, say)
        else:
            read_yaml(arguments.document)
            page.write_page(arguments.document, PAGE, run_tool)
            say(f"open {PAGE.relative_to(ROOT)} in a browser")
    except OperatorError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
