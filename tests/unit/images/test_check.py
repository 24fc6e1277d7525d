import ast
from pathlib import Path

import pytest

from ops.images.inside.check import TASK, explain_missing, find_imports, module_name, statements

SOURCE = """
from __future__ import annotations
import os.path, json as j
from typing import TYPE_CHECKING
from . import rules
from ..bandup.errors import WorkError as E
if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
def later():
    from .lazy import *
    import numpy
"""


def test_every_import_counts_but_those_for_the_type_checker(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(SOURCE, "utf-8")

    assert list(find_imports("function.sub.module", path)) == [
        ("__future__", "annotations"),
        ("os.path", None),
        ("json", None),
        ("typing", "TYPE_CHECKING"),
        ("function.sub", "rules"),
        ("function.bandup.errors", "WorkError"),
        ("function.sub.lazy", "*"),
        ("numpy", None),
    ]


def test_a_package_is_its_own_base_for_relative_imports(tmp_path: Path) -> None:
    path = tmp_path / "__init__.py"
    path.write_text("from .app import run\n", "utf-8")

    assert list(find_imports("function", path)) == [("function.app", "run")]


def test_an_else_branch_of_the_type_checker_is_not_lost() -> None:
    tree = ast.parse("import a\nif typing.TYPE_CHECKING:\n    import b\nelse:\n    import c\n")

    assert [ast.unparse(statement) for statement in statements(tree)] == ["import a", "import c"]


@pytest.mark.parametrize(
    ("path", "name"), [("function/handler.py", "function.handler"), ("bandup/__init__.py", "bandup")]
)
def test_files_are_named_as_they_are_imported(path: str, name: str) -> None:
    assert module_name(TASK / path) == name


@pytest.mark.parametrize(("module", "name"), [("json", None), ("json", "loads"), ("xml", "dom"), ("json", "*")])
def test_what_is_there_is_not_missing(module: str, name: str | None) -> None:
    assert explain_missing(module, name) is None


@pytest.mark.parametrize(("module", "name"), [("no_such_package", None), ("json", "no_such_name")])
def test_what_is_not_there_is_named(module: str, name: str | None) -> None:
    assert (name or module) in str(explain_missing(module, name))
