from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ops.api_document import clients
from ops.api_document.exceptions import ApiDocumentError
from ops.api_document.tools import Ended, run_tool, tool_environment

from .conftest import Tools

MAKE: list[Callable[..., Any]] = [clients.typescript, clients.python]


@pytest.mark.parametrize("make", MAKE)
def test_both_programs_run_on_the_example(make: Callable[..., Any], tmp_path: Path) -> None:
    run = Tools()
    make(Path("api.yaml"), "# an example", tmp_path / "client", run)
    assert [program for program, *_ in run.ran] in (
        ["openapi-typescript", "tsc"],
        ["openapi-python-client", "mypy"],
    )
    (example,) = (tmp_path / "client").glob("example.*")
    assert example.read_text() == "# an example"


@pytest.mark.parametrize("make", MAKE)
@pytest.mark.parametrize("endings", [[Ended(1, "it is wrong", "")], [Ended(0, "", ""), Ended(2, "", "it is wrong")]])
def test_either_program_s_failure_is_said(make: Callable[..., Any], endings: list[Ended], tmp_path: Path) -> None:
    with pytest.raises(ApiDocumentError, match=r"client.*:\nit is wrong$"):
        make(Path("api.yaml"), "", tmp_path / "client", Tools(*endings))


def test_what_was_there_before_is_gone(tmp_path: Path) -> None:
    (tmp_path / "old.py").touch()
    clients.python(Path("api.yaml"), "", tmp_path, Tools())
    assert not (tmp_path / "old.py").exists()


def test_the_example_is_the_page_s_one_block(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# Page\n\n```sh\nmake\n```\n\n```ts\nlet a;\nlet b;\n```\n\n```python\na\n```\n```python\nb\n```\n"
    )
    assert clients.example(page, "ts") == "let a;\nlet b;\n"
    for language in ("python", "go"):
        with pytest.raises(ApiDocumentError, match=f"blocks of {language}, and one is expected"):
            clients.example(page, language)


def test_a_tool_that_is_not_installed_is_said_with_what_to_do() -> None:
    with pytest.raises(ApiDocumentError, match=r"no-such-tool is not installed .*: run `make api-lint`"):
        run_tool("no-such-tool")


def test_tools_report_to_nobody_and_get_no_secret_of_the_caller() -> None:
    environment = tool_environment({"PATH": "/usr/bin", "HOME": "/root", "GEMINI_API_KEY": "k"})
    assert environment["REDOCLY_TELEMETRY"] == "off"
    assert "GEMINI_API_KEY" not in environment
    assert environment["PATH"].endswith(":/usr/bin")
