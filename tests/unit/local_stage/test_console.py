from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.local_stage.plugin.bandup_localstack.console import Console, new_mark

LINES = st.lists(st.from_regex(r"[a-zA-Z0-9é ]{1,20}", fullmatch=True), max_size=6)


@given(st.lists(LINES, max_size=6))
def test_each_line_is_handed_over_once_and_in_order(
    tmp_path_factory: pytest.TempPathFactory, invocations: list[list[str]]
) -> None:
    console = Console(tmp_path_factory.mktemp("console") / "log")
    for written in invocations:
        with console.path.open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in written)
        assert console.take() == written
    assert console.take() == []


def test_a_last_line_without_newline_counts(tmp_path: Path) -> None:
    console = Console(tmp_path / "log")
    console.path.write_text("first\nkilled in the mid")
    assert console.take() == ["first", "killed in the mid"]


def test_a_mark_is_counted_and_is_no_part_of_a_line(tmp_path: Path) -> None:
    console = Console(tmp_path / "log")
    mark, other = new_mark(), new_mark()
    console.path.write_bytes(b"one\ntw" + mark + other + b"o\n" + mark)
    assert (console.count(mark), console.count(other)) == (2, 1)
    assert console.take() == ["one", "two"]
    assert console.count(mark) == 0


def test_bytes_that_are_no_text_are_replaced(tmp_path: Path) -> None:
    console = Console(tmp_path / "log")
    console.path.write_bytes(b"caf\xe9\n")
    assert console.take() == ["caf\N{REPLACEMENT CHARACTER}"]
