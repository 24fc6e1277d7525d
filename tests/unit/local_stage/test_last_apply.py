"""What makes Terraform look again: any change of anything that it reads, is told or left behind."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.local_stage.inventory import Inventory
from ops.local_stage.last_apply import (
    READ_BY_TERRAFORM,
    Ingredients,
    LastApply,
    Result,
    read_files,
    read_result,
    read_stamps,
)
from ops.paths import ROOT

INVENTORY = Inventory("a-session", ["jobs"], ["a-pool"])

FILES = {
    "terraform/stages/local/main.tf": 'module "platform" {}\n',
    "terraform/platform/openapi.yaml": "openapi: 3.0.3\n",
    "terraform/modules/function/main.tf": "# a function\n",
    "shared/bandup/models/catalogue.json": '{"models": {}}\n',
}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
names = st.text("abc", min_size=1, max_size=3)
ingredients = st.builds(
    Ingredients,
    files=st.dictionaries(names, st.text("0123456789abcdef", min_size=1, max_size=4), max_size=3),
    terraform=st.text(max_size=5),
    day=st.dates(date(2026, 1, 1), date(2026, 1, 5)).map(str),
    settings=st.dictionaries(names, json_values, max_size=3),
)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path


def last_apply() -> LastApply:
    made_of = Ingredients({"main.tf": "0f"}, '["1.11.4"]', "2026-11-26", {"images": {"one": {"tag": "a"}}})
    return LastApply(made_of, Result("ab", INVENTORY), {"api_id": "x"})


@given(ingredients, ingredients)
def test_nothing_differs_only_between_equals(one: Ingredients, other: Ingredients) -> None:
    assert one.differences(one) == []
    assert (one.differences(other) == []) == (one == other)
    assert one.differences(other) == other.differences(one)


@given(st.data())
def test_any_changed_byte_of_any_file_is_seen(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    root = tmp_path_factory.mktemp("repository")
    for name, content in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    before = read_files(root)
    name = data.draw(st.sampled_from(sorted(FILES)))
    changed = bytearray(FILES[name].encode())
    changed[data.draw(st.integers(0, len(changed) - 1))] ^= data.draw(st.integers(1, 255))
    (root / name).write_bytes(changed)
    after = read_files(root)
    assert [path for path in before if before[path] != after[path]] == [name]


def test_a_file_that_comes_goes_or_moves_is_seen(repository: Path) -> None:
    whole = Ingredients(read_files(repository), "", "", {})

    def differences() -> list[str]:
        return whole.differences(replace(whole, files=read_files(repository)))

    more = repository / "terraform" / "modules" / "queue" / "main.tf"
    more.parent.mkdir()
    more.touch()
    assert differences() == ["terraform/modules/queue/main.tf"]
    more.unlink()
    catalogue = repository / "shared" / "bandup" / "models" / "catalogue.json"
    content = catalogue.read_text()
    catalogue.unlink()
    assert differences() == ["shared/bandup/models/catalogue.json"]
    catalogue.write_text(content)
    main = repository / "terraform" / "stages" / "local" / "main.tf"
    main.rename(main.with_name("other.tf"))
    assert differences() == ["terraform/stages/local/main.tf", "terraform/stages/local/other.tf"]


def test_what_terraform_does_not_read_is_left_alone(repository: Path) -> None:
    before = read_files(repository)
    for name in (
        "terraform/stages/local/.terraform.lock.hcl",
        "terraform/stages/local/.terraform/modules/modules.json",
        "terraform/stages/prod/main.tf",
        "images/one/prompt.py",
    ):
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        (repository / name).write_text("changed")
    assert read_files(repository) == before


def test_all_that_the_local_stage_reads_is_listed() -> None:
    read: set[Path] = set()
    waiting = [ROOT / "terraform" / "stages" / "local"]
    while waiting:
        folder = waiting.pop()
        if folder in read:
            continue
        read.add(folder)
        for file in folder.glob("*.tf"):
            text = file.read_text()
            waiting += [(folder / source).resolve() for source in re.findall(r'source\s+= "(\.[^"]*)"', text)]
            # Each function of Terraform that reads the disk has one of these words in its name.
            for call in re.findall(r"\b\w*(?:file|dir)\w*\([^)]*\)", text):
                path = re.fullmatch(r'file\("\$\{path\.module\}/([^"]*)"\)', call)
                assert path, f"{file}: {call} reads what cannot be told: say it in READ_BY_TERRAFORM and here"
                read.add((folder / path[1]).resolve())
    listed = [ROOT / name for name in READ_BY_TERRAFORM]
    missing = [path for path in read if not any(path.is_relative_to(top) for top in listed)]
    assert missing == []
    assert len(read) > len(listed)


def test_a_file_that_was_written_has_another_stamp_even_if_it_is_as_before(repository: Path) -> None:
    before = read_stamps(repository)
    assert read_stamps(repository) == before
    path = repository / "terraform" / "platform" / "openapi.yaml"
    content = path.read_bytes()
    path.write_bytes(b"another")
    path.write_bytes(content)
    assert {name for name, stamp in read_stamps(repository).items() if stamp != before[name]} == {
        "terraform/platform/openapi.yaml"
    }


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    last_apply().write(tmp_path / "last-apply.json")
    assert LastApply.read(tmp_path / "last-apply.json") == last_apply()
    assert [path.name for path in tmp_path.iterdir()] == ["last-apply.json"]


def test_a_record_that_is_cut_or_strange_is_none(tmp_path: Path) -> None:
    path = tmp_path / "last-apply.json"
    assert LastApply.read(path) is None
    last_apply().write(path)
    whole = path.read_text()
    for length in range(len(whole)):
        path.write_text(whole[:length])
        assert LastApply.read(path) is None
    strange: tuple[Any, ...] = ("[]", "null", "{}", '{"ingredients": {}, "result": {}, "outputs": {}}')
    for text in strange:
        path.write_text(text)
        assert LastApply.read(path) is None


def test_a_result_needs_a_state_and_emulators_that_answer(tmp_path: Path) -> None:
    state = tmp_path / "terraform.tfstate"
    assert read_result(state, INVENTORY) is None
    state.write_text("one")
    assert read_result(state, None) is None
    one = read_result(state, INVENTORY)
    assert one == read_result(state, INVENTORY)
    state.write_text("other")
    assert read_result(state, INVENTORY) not in (one, None)
