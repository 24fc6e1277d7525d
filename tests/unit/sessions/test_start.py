"""What the functions read of their environment, and that a bad one fails the start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bandup.core.settings import SettingsError
from bandup.wiring.interviews import InterviewSettings, PagedInterviewSettings

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
COMMON = {
    "TABLE_NAME": "bandup-local-InterviewSession",
    "REGION": "us-east-1",
    "COGNITO_ISSUER": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a1b2c3d4e",
    "COGNITO_CLIENT_IDS": "4example3client2id1",
}
PAGED = COMMON | {
    "PAGE_TOKEN_SECRET_ARN": "arn:aws:secretsmanager:us-east-1:000000000000:secret:bandup/local/page-token-key-a1B2c3"
}
FUNCTIONS: dict[str, tuple[type[InterviewSettings], dict[str, str]]] = {
    "aggregate_skills": (InterviewSettings, COMMON),
    "fetch_session": (PagedInterviewSettings, PAGED),
    "list_sessions": (PagedInterviewSettings, PAGED),
}
EVERY_VARIABLE = [(folder, name) for folder, (_, environment) in FUNCTIONS.items() for name in environment]


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*PAGED, "COGNITO_JWKS_URL", "CORS_ORIGINS"):
        monkeypatch.delenv(name, raising=False)


def given(monkeypatch: pytest.MonkeyPatch, folder: str) -> type[InterviewSettings]:
    settings, variables = FUNCTIONS[folder]
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return settings


@pytest.mark.parametrize(("folder", "name"), EVERY_VARIABLE)
def test_a_missing_variable_is_named(folder: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = given(monkeypatch, folder)
    assert settings.load().jwks_url.endswith("us-east-1_a1b2c3d4e/.well-known/jwks.json")
    monkeypatch.delenv(name)
    with pytest.raises(SettingsError, match=f"^The function cannot start: {name} is not set\\.$"):
        settings.load()


@pytest.mark.parametrize("region", ["canary", "us-east", "US-EAST-1", "us-east-1 ", "https://us-east-1"])
def test_a_region_that_is_none(region: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = given(monkeypatch, "aggregate_skills")
    monkeypatch.setenv("REGION", region)
    with pytest.raises(SettingsError, match="REGION must be a region") as caught:
        settings.load()
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize("folder", FUNCTIONS)
def test_a_cold_start_calls_nobody(folder: str) -> None:
    started = start(folder, FUNCTIONS[folder][1])
    assert started.returncode == 0, started.stderr


def test_a_bad_environment_fails_the_start() -> None:
    started = start("aggregate_skills", COMMON | {"TABLE_NAME": ""})
    assert started.returncode != 0
    assert "TABLE_NAME is not set" in started.stderr


def start(folder: str, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Import the handler where nothing can be reached."""
    code = (
        "import socket\n"
        "def refuse(*_): raise AssertionError('the start called somebody')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        f"import {folder}.handler\n"
    )
    paths = os.pathsep.join(str(ROOT / name) for name in ("images", "shared"))
    return subprocess.run(  # noqa: S603  # our own interpreter and code
        [sys.executable, "-W", "error", "-c", code],
        env={"PYTHONPATH": paths, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", **variables},
        capture_output=True,
        text=True,
        check=False,
    )
