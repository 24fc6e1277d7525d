from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.local_stage.deploy import ModelChoice
from ops.local_stage.emulator import java_version
from ops.local_stage.exceptions import StageError
from ops.local_stage.plugin.bandup_localstack.settings import PluginSettings
from ops.local_stage.runtime import choose_runtime


def test_images_are_taken_where_an_engine_answers() -> None:
    assert choose_runtime({}, engine=lambda: True) == "image"
    assert choose_runtime({}, engine=lambda: False) == "process"


def test_processes_can_be_asked_for() -> None:
    assert choose_runtime({"LAMBDA_RUNTIME": "process"}, engine=lambda: True) == "process"


def test_images_that_are_asked_for_need_an_engine() -> None:
    assert choose_runtime({"LAMBDA_RUNTIME": "image"}, engine=lambda: True) == "image"
    with pytest.raises(StageError, match="needs a container engine"):
        choose_runtime({"LAMBDA_RUNTIME": "image"}, engine=lambda: False)


def test_another_runtime_is_refused() -> None:
    with pytest.raises(StageError, match="LAMBDA_RUNTIME must be image or process, not 'zip'"):
        choose_runtime({"LAMBDA_RUNTIME": "zip"})


def test_the_model_server_answers_unless_there_is_a_key() -> None:
    assert ModelChoice.from_environment({}, "http://server").base_url == "http://server"
    assert ModelChoice.from_environment({"GEMINI_API_KEY": "k"}, "http://server") == ModelChoice(None, "k")


@given(st.text(min_size=1), st.text(min_size=1))
def test_the_keys_number_changes_with_the_key(one: str, other: str) -> None:
    same = ModelChoice(None, one).key_version == ModelChoice(None, other).key_version
    assert same == (one == other)
    assert 0 <= ModelChoice(None, one).key_version < 2**24


@pytest.mark.parametrize(
    ("report", "version"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('java version "1.8.0_351"', 8),
        ('openjdk version "21" 2023-09-19', 21),
        ("command not found", None),
    ],
)
def test_java_versions(report: str, version: int | None) -> None:
    assert java_version(report) == version


@pytest.mark.parametrize(
    "told",
    [
        PluginSettings("image", "abc", Path("/code"), Path("/functions"), Path("/dynamodb"), Path("/bind.so")),
        PluginSettings("process", "abc", Path("/code"), Path("/functions")),
    ],
)
def test_what_the_driver_tells_the_plugin_is_what_it_reads(told: PluginSettings) -> None:
    assert PluginSettings.from_environment(told.to_environment()) == told
