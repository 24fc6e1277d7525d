from pathlib import Path

import pytest

from ops.strict_yaml import InvalidYamlError, read_yaml
from support.openapi import DOCUMENT, FILE


def written(folder: Path, text: str) -> Path:
    file = folder / "document.yaml"
    file.write_text(text)
    return file


def test_what_is_read_is_what_is_written(tmp_path: Path) -> None:
    file = written(tmp_path, "a: {b: 1, c: [yes, 2.5]}\nb: {b: é}\n")
    assert read_yaml(file) == {"a": {"b": 1, "c": [True, 2.5]}, "b": {"b": "é"}}


def test_what_is_merged_in_may_be_named_again(tmp_path: Path) -> None:
    file = written(tmp_path, "a: &x {b: 1, c: 1}\nd: &y {<<: *x, b: 2}\ne: {<<: *y, c: 3}\nf: *y\n")
    merged = {"b": 2, "c": 1}
    assert read_yaml(file) == {"a": {"b": 1, "c": 1}, "d": merged, "e": {"b": 2, "c": 3}, "f": merged}


def test_an_empty_file_is_nothing(tmp_path: Path) -> None:
    assert read_yaml(written(tmp_path, "")) is None


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("a: 1\na: 1\n", 2, "a"),
        ("a:\n  - {b: 1, c: 2, b: 3}\n", 2, "b"),
        ("a: &x {b: 1}\nc:\n  <<: *x\n  b: 2\n  d: 3\n  d: 4\n", 6, "d"),
        ("a:\n  b:\n    c: 1\n    d: 2\n    'c': 3\n", 5, "c"),
    ],
)
def test_a_key_that_is_there_twice_is_refused_with_its_line(tmp_path: Path, text: str, line: int, key: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(InvalidYamlError) as caught:
        read_yaml(file)
    assert str(caught.value).startswith(f"{file}:{line}: `{key}` is in this object twice")


def test_what_is_no_yaml_is_refused_with_its_line(tmp_path: Path) -> None:
    file = written(tmp_path, "a: 1\nb: [1\n")
    with pytest.raises(InvalidYamlError, match=r"document\.yaml:3: "):
        read_yaml(file)


def test_a_key_planted_in_the_api_document_is_refused(tmp_path: Path) -> None:
    """The fault that was there: `shortfall` twice in one object, with other words."""
    text = FILE.read_text()
    again = "        shortfall:\n          type: object\n"
    file = written(tmp_path, text.replace(again, f"        shortfall: {{type: object}}\n{again}"))
    with pytest.raises(InvalidYamlError, match="`shortfall` is in this object twice"):
        read_yaml(file)
    assert read_yaml(FILE) == DOCUMENT
