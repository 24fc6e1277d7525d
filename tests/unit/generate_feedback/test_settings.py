"""The environment is checked at the start, and the start calls nobody."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bandup.core.settings import SettingsError
from generate_feedback.settings import Settings

ROOT = Path(__file__).parents[3]
ENVIRONMENT = {
    "MODEL_ID": "global.anthropic.claude-sonnet-5-5",
    "TABLE_NAME": "bandup-local-InterviewSession",
    "REGION": "us-east-1",
    "DYNAMODB_JOBS": "bandup-local-jobs",
    "DYNAMODB_QUOTAS": "bandup-local-quotas",
    "LIMIT_JOBS": '{"burst": 20, "per_hour": 60}',
    "QUOTA_FEEDBACK_PER_DAY": "50",
    "QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/000000000000/bandup-local-feedback-queue",
    "DLQ_URL": "https://sqs.us-east-1.amazonaws.com/000000000000/bandup-local-feedback-queue-dlq",
    "COGNITO_ISSUER": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a1b2c3d4e",
    "COGNITO_CLIENT_IDS": "4example3client2id1",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COGNITO_JWKS_URL", "CORS_ORIGINS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_a_missing_variable_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(name)
    with pytest.raises(SettingsError, match=f"^The function cannot start: {name} is not set\\.$"):
        Settings.load()


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "many"])
def test_a_nonsensical_quota_is_named(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTA_FEEDBACK_PER_DAY", value)
    with pytest.raises(SettingsError, match="QUOTA_FEEDBACK_PER_DAY"):
        Settings.load()


def start(**changes: str) -> "subprocess.CompletedProcess[str]":
    surroundings = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT / 'images'}:{ROOT / 'shared'}",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
    }
    return subprocess.run(
        [sys.executable, "-c", "from generate_feedback.handler import handler; print(callable(handler))"],
        env=surroundings | ENVIRONMENT | changes,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_cold_start_calls_nobody() -> None:
    result = start()
    assert (result.returncode, result.stdout) == (0, "True\n"), result.stderr


@pytest.mark.slow
def test_a_retired_model_fails_the_start_with_its_successor() -> None:
    result = start(MODEL_ID="anthropic.claude-3-sonnet-20240229-v1:0")
    assert result.returncode != 0
    assert "use global.anthropic.claude-sonnet-5-5" in result.stderr
