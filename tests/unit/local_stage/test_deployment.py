"""When a deployment runs Terraform, and how much of it: never less than what could change something."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

import pytest

from ops.local_stage.deploy import Deployment, ModelChoice
from ops.local_stage.stage import LocalStage
from ops.progress import silent
from ops.rollout.pins import Pin, history, read_pins
from ops.terraform.commands import Terraform
from ops.terraform.exceptions import TerraformError
from support.emulators import Emulators, running_emulators

PROMPT, MAIN = "images/one/prompt.py", "terraform/stages/local/main.tf"
FILES = ("images/one/handler.py", PROMPT, "images/two/handler.py", "shared/bandup/core/clock.py", MAIN)


class ScriptedTerraform(Terraform):
    """Does nothing but write down what it is asked for, and a state.

    Attributes:
        calls: `init`, and of each apply the addresses that it is about.
        during: called while it applies.
        version_text: what it says that it is.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, folder, silent)
        self.calls: list[Any] = []
        self.during: Callable[[], None] = lambda: None
        self.version_text = "1.11.4"
        self._applies = 0

    def version(self) -> str:
        return self.version_text

    def init(self) -> None:
        self.calls.append("init")
        self.state_file.parent.mkdir(parents=True, exist_ok=True)

    def apply(
        self, variables: Mapping[str, Any], secrets: Mapping[str, str], only: Sequence[str] = ()
    ) -> dict[str, Any]:
        assert "gemini_api_key" in secrets
        assert "gemini_api_key" not in variables
        self.calls.append(list(only))
        self._variables_file.write_text(json.dumps(variables))
        self.during()
        self._applies += 1
        self.state_file.write_text(f"serial {self._applies}")
        return {"platform": {"api_id": "an-api", "api_stage": "v1"}}

    def destroy(self, secrets: Mapping[str, str], forgotten: Set[str] = frozenset()) -> None:
        assert "gemini_api_key" in secrets
        self.calls.append(("destroy", sorted(forgotten)))
        self.state_file.write_text("nothing")


class Local:
    """A repository, emulators, and deployments of the one onto the other."""

    def __init__(self, folder: Path, emulators: Emulators) -> None:
        self.root = folder / "repository"
        for name in FILES:
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text("# first\n")
        self.emulators = emulators
        self.stage = LocalStage("process", emulators.ports, folder / "stage")
        self.terraform = ScriptedTerraform(folder / "stage" / "terraform")
        self.said: list[str] = []
        self.key = "offline"
        self.variables: dict[str, Any] = {}

    def deployment(self) -> Deployment:
        """A new one, as each command has its own."""
        return Deployment(
            self.stage,
            ModelChoice("http://model", self.key),
            variables=self.variables,
            say=self.said.append,
            root=self.root,
            terraform=self.terraform,
        )

    def apply(self) -> list[Any]:
        """Deploy, and tell what Terraform was asked for."""
        self.terraform.calls.clear()
        self.said.clear()
        described = self.deployment().apply()
        assert json.loads((self.stage.state_dir / "stage.json").read_text()) == described
        return list(self.terraform.calls)

    def edit(self, name: str, text: str = "# edited\n") -> None:
        (self.root / name).write_text(text)


ALL: list[Any] = ["init", []]
"""Everything is looked at."""

ONE = ['module.platform.module.function["one"]']


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Local]:
    with running_emulators() as emulators:
        made = Local(tmp_path, emulators)
        assert made.apply() == ALL
        yield made


def test_what_is_unchanged_runs_no_terraform_and_is_described_the_same(local: Local) -> None:
    first = json.loads((local.stage.state_dir / "stage.json").read_text())
    assert local.apply() == []
    assert local.deployment().apply() == first
    assert "deployed already: no function, image or Terraform file has changed since" in local.said
    assert len(history(local.stage.state_dir)) == 1


def test_a_changed_prompt_applies_its_function_alone_and_says_so(local: Local) -> None:
    before = read_pins(local.stage.state_dir)
    local.edit(PROMPT)
    assert local.apply() == [ONE]
    after = read_pins(local.stage.state_dir)
    assert {name for name in after if before[name] != after[name]} == {"one"}
    assert local.said == [
        f"one: {before['one'].tag} -> {after['one'].tag}",
        "one: healthy, and serves",
    ]
    assert [event.moves[0].function for event in history(local.stage.state_dir)[1:]] == ["one"]
    assert local.apply() == []


def test_shared_code_applies_every_function_and_nothing_else(local: Local) -> None:
    local.edit("shared/bandup/core/clock.py")
    assert local.apply() == [[f'module.platform.module.function["{name}"]' for name in ("one", "two")]]


def test_a_new_function_changes_more_than_functions(local: Local) -> None:
    (local.root / "images" / "three").mkdir()
    local.edit("images/three/handler.py")
    assert local.apply() == ALL
    assert local.apply() == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda local: local.edit(MAIN), MAIN),
        (lambda local: local.edit("terraform/modules/queue/new.tf"), "terraform/modules/queue/new.tf"),
        (lambda local: local.variables.update(evaluator_timeout_seconds=30), "evaluator_timeout_seconds"),
        (lambda local: setattr(local, "key", "another"), "gemini_api_key_version"),
        (lambda local: setattr(local.terraform, "version_text", "1.12.0"), "terraform"),
    ],
)
def test_any_other_ingredient_applies_everything_and_is_named(
    local: Local, change: Callable[[Local], object], told: str
) -> None:
    (local.root / "terraform" / "modules" / "queue").mkdir(parents=True)
    change(local)
    assert local.apply() == ALL
    assert f"changed since the last deployment: {told}" in local.said
    assert local.apply() == []


@pytest.mark.parametrize(
    "forget",
    [
        lambda local: setattr(local.emulators, "session", "two"),
        lambda local: local.emulators.tables.clear(),
        lambda local: local.emulators.pools.clear(),
        lambda local: local.terraform.state_file.write_text("somebody ran Terraform by hand"),
        lambda local: local.terraform.state_file.unlink(),
        lambda local: (local.stage.state_dir / "last-apply.json").unlink(),
    ],
)
def test_what_is_no_more_as_it_was_left_applies_everything(local: Local, forget: Callable[[Local], object]) -> None:
    local.edit(PROMPT)
    forget(local)
    assert local.apply() == ALL
    assert local.apply() == []


@pytest.mark.parametrize("killed", [TerraformError("not healthy"), KeyboardInterrupt()])
@pytest.mark.parametrize("edited", [PROMPT, MAIN])
def test_after_an_apply_that_did_not_end_well_everything_is_looked_at(
    local: Local, killed: BaseException, edited: str
) -> None:
    def die() -> None:
        raise killed

    local.edit(edited)
    local.terraform.during = die
    with pytest.raises(type(killed)):
        local.apply()
    local.terraform.during = lambda: None
    local.edit(edited, "# first\n")
    assert local.apply() == ALL


def test_a_file_that_is_written_while_terraform_works_is_not_taken_for_applied(local: Local) -> None:
    def write_and_undo() -> None:
        local.edit(MAIN, "# meanwhile\n")
        local.edit(MAIN, "# first\n")

    local.edit(PROMPT)
    local.terraform.during = write_and_undo
    assert local.apply() == [ONE]
    local.terraform.during = lambda: None
    assert local.apply() == ALL
    assert local.apply() == []


def test_a_prompt_that_is_edited_while_terraform_works_is_the_next_change(local: Local) -> None:
    local.edit(PROMPT, "# second\n")
    local.terraform.during = lambda: local.edit(PROMPT, "# third\n")
    assert local.apply() == [ONE]
    local.terraform.during = lambda: None
    assert local.apply() == [ONE]
    assert local.apply() == []


def test_a_release_is_known_to_the_next_deployment_of_the_sources(local: Local) -> None:
    local.edit(MAIN)
    local.apply()
    local.terraform.calls.clear()
    released = {**read_pins(local.stage.state_dir), "one": Pin("v1", f"sha256:{'1' * 64}")}
    local.deployment().change_images(released)
    local.deployment().change_images(released)
    assert local.terraform.calls == [ONE]
    assert local.apply() == [ONE]
    assert local.apply() == []


def test_where_only_one_function_may_change_nothing_else_is_looked_at_whatever_changed(local: Local) -> None:
    local.edit(MAIN)
    local.terraform.calls.clear()
    released = {**read_pins(local.stage.state_dir), "one": Pin("v1", f"sha256:{'1' * 64}")}
    local.deployment().change_images(released, ["one"])
    assert local.terraform.calls == [ONE]
    assert local.apply() == ALL, "what else changed is not forgotten"


def test_a_stage_that_was_destroyed_is_deployed_from_nothing(local: Local) -> None:
    local.terraform.calls.clear()
    local.deployment().destroy()
    assert local.terraform.calls == [("destroy", ["aws_cognito_resource_server"])]
    assert not (local.stage.state_dir / "stage.json").exists()
    assert local.deployment().begun
    assert local.apply() == ALL
