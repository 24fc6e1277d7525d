import os
import subprocess
import sys
from pathlib import Path

import pytest

from bandup.core.settings import SettingsError, is_loopback
from job_api.settings import Settings

ROOT = Path(__file__).parents[3]
ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a1b2c3d4e"
ENVIRONMENT = {
    "DYNAMODB_JOBS": "bandup-local-jobs",
    "DYNAMODB_EVALUATIONS": "bandup-local-evaluations",
    "DYNAMODB_FLASHCARD_SETS": "bandup-local-flashcard-sets",
    "DYNAMODB_INTERVIEW_SESSIONS": "bandup-local-InterviewSession",
    "DYNAMODB_TRANSCRIPTS": "bandup-local-transcripts",
    "DYNAMODB_TEXTS": "bandup-local-texts",
    "DYNAMODB_QUOTAS": "bandup-local-quotas",
    "DYNAMODB_STUDY": "bandup-local-study",
    "LIMIT_EXPORTS": '{"burst": 20, "per_hour": 60}',
    "LIMIT_JOBS": '{"burst": 20, "per_hour": 60}',
    "LIMIT_USAGE": '{"burst": 20, "per_hour": 60}',
    "S3_BUCKET_AUDIO": "bandup-local-audio-000000000000-us-east-1",
    "S3_BUCKET_DOCUMENTS": "bandup-local-documents-000000000000-us-east-1",
    "WRITING_QUEUE_URL": "http://sqs.us-east-1.localhost.localstack.cloud:4566/000000000000/bandup-local-writing-queue",
    "WRITING_DLQ_URL": "https://sqs.us-east-1.amazonaws.com/000000000000/bandup-local-writing-dlq",
    "SPEAKING_QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/000000000000/bandup-local-speaking-queue",
    "SPEAKING_DLQ_URL": "https://sqs.us-east-1.amazonaws.com/000000000000/bandup-local-speaking-dlq",
    "FLASHCARD_QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/000000000000/bandup-local-flashcard-queue",
    "FLASHCARD_DLQ_URL": "https://sqs.us-east-1.amazonaws.com/000000000000/bandup-local-flashcard-dlq",
    "FEEDBACK_QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/000000000000/bandup-local-feedback-queue",
    "FEEDBACK_DLQ_URL": "https://sqs.us-east-1.amazonaws.com/000000000000/bandup-local-feedback-queue-dlq",
    "ACCOUNT_QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/000000000000/bandup-local-account-queue",
    "ACCOUNT_DLQ_URL": "https://sqs.us-east-1.amazonaws.com/000000000000/bandup-local-account-dlq",
    "QUOTA_WRITING_PER_DAY": "50",
    "QUOTA_SPEAKING_PER_DAY": "30",
    "QUOTA_FLASHCARD_PER_DAY": "20",
    "QUOTA_FEEDBACK_PER_DAY": "50",
    "QUOTA_TRANSCRIPT_PER_DAY": "100",
    "DELETION_SETTLE_SECONDS": "960",
    "COGNITO_ISSUER": ISSUER,
    "COGNITO_CLIENT_IDS": "4example3client2id1,5example4client3id2",
    "PAGE_TOKEN_SECRET_ARN": "arn:aws:secretsmanager:us-east-1:000000000000:secret:bandup/local/page-token-key-a1B2c3",
}
CANARY = "canary"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*ENVIRONMENT, "COGNITO_JWKS_URL", "CORS_ORIGINS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


def test_a_complete_environment() -> None:
    settings = Settings.load()
    assert settings.jwks_url == f"{ISSUER}/.well-known/jwks.json"
    assert settings.cors_origins == ()


def test_the_local_stage_names_its_own_keys_and_origins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COGNITO_JWKS_URL", "http://127.0.0.1:5001/us-east-1_a1b2c3d4e/.well-known/jwks.json")
    monkeypatch.setenv("CORS_ORIGINS", "http://localhost:5173, https://app.example.org")
    settings = Settings.load()
    assert settings.jwks_url.startswith("http://127.0.0.1:5001/")
    assert settings.cors_origins == ("http://localhost:5173", "https://app.example.org")


@pytest.mark.parametrize("name", ["CORS_ORIGINS", "COGNITO_JWKS_URL"])
def test_an_empty_optional_variable_is_an_unset_one(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "")
    Settings.load()


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_a_missing_variable_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(name)
    with pytest.raises(SettingsError, match=f"^The function cannot start: {name} is not set\\.$"):
        Settings.load()
    monkeypatch.setenv(name, "")
    with pytest.raises(SettingsError, match=f"{name} is not set"):
        Settings.load()


NONSENSE = {
    "DYNAMODB_JOBS": [CANARY + " table", "x", CANARY + "/jobs"],
    "S3_BUCKET_DOCUMENTS": ["Canary", CANARY + "/key", "s3://" + CANARY],
    "WRITING_QUEUE_URL": [
        CANARY,
        f"http://{CANARY}.example.org/queue",
        f"https://user:{CANARY}@example.org/",
        f"ftp://{CANARY}",
        f"https://{CANARY}:99999/",
        f"https://{CANARY}/ queue",
        f"https://{CANARY}/#part",
        "https://",
        "https://[canary",
    ],
    "COGNITO_ISSUER": [f"https://{CANARY}.example.org/pool", f"{ISSUER}/", ISSUER.replace("https", "http")],
    "COGNITO_CLIENT_IDS": [CANARY + " client", CANARY * 30, f"{CANARY},", ","],
    "COGNITO_JWKS_URL": [f"http://{CANARY}.example.org/jwks.json", f"file:///{CANARY}"],
    "PAGE_TOKEN_SECRET_ARN": [CANARY, f"arn:aws:s3:::{CANARY}", f"arn:aws:secretsmanager:us-east-1:1:secret:{CANARY}"],
    "CORS_ORIGINS": [
        "*",
        f"https://{CANARY}.org/",
        f"https://{CANARY}.org/path",
        f"http://{CANARY}.org",
        f"https://{CANARY}.org,",
        f"https://{CANARY}.org,*",
        f"https://{CANARY.upper()}.org",
        f"https://*.{CANARY}.org?x",
        "null",
    ],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in NONSENSE.items() for value in values])
def test_a_nonsensical_value_is_named_and_not_shown(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"^The function cannot start: {name} must be [^;]+$") as caught:
        Settings.load()
    assert CANARY not in str(caught.value).lower()
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    "name",
    ["QUOTA_WRITING_PER_DAY", "QUOTA_SPEAKING_PER_DAY", "QUOTA_FLASHCARD_PER_DAY", "DELETION_SETTLE_SECONDS"],
)
@pytest.mark.parametrize("value", ["0", "-1", "1.5", "ten", "1e9"])
def test_a_number_that_makes_no_sense_is_named_and_not_shown(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"^The function cannot start: {name} is not valid \\([a-z_]+\\)\\.$"):
        Settings.load()


def test_one_message_names_all_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DYNAMODB_JOBS")
    monkeypatch.setenv("WRITING_QUEUE_URL", CANARY)
    with pytest.raises(SettingsError) as caught:
        Settings.load()
    assert str(caught.value) == (
        "The function cannot start: DYNAMODB_JOBS is not set;"
        " WRITING_QUEUE_URL must be an https URL, or http to this machine."
    )


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "127.8.9.1", "::1", "sqs.us-east-1.localhost.localstack.cloud"]
)
def test_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", [None, "", "10.0.0.1", "localhost.example.org", "127.0.0.1.example.org", "192.168.1.1"]
)
def test_other_machines(host: str | None) -> None:
    assert not is_loopback(host)


def started(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Import the handler as Lambda does at a cold start, where nothing listens."""
    surroundings = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT / 'images'}:{ROOT / 'shared'}",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
    }
    code = "from job_api.handler import handler; print(callable(handler))"
    return subprocess.run(  # noqa: S603  # our own interpreter and code
        [sys.executable, "-c", code], env=surroundings | environment, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_a_cold_start_calls_nobody() -> None:
    start = started(ENVIRONMENT)
    assert (start.returncode, start.stdout) == (0, "True\n"), start.stderr


@pytest.mark.slow
def test_a_bad_environment_fails_the_start() -> None:
    start = started(ENVIRONMENT | {"DYNAMODB_JOBS": "", "PAGE_TOKEN_SECRET_ARN": CANARY})
    assert start.returncode != 0
    assert start.stderr.splitlines()[-1] == (
        "bandup.core.settings.SettingsError: The function cannot start: DYNAMODB_JOBS is not set;"
        " PAGE_TOKEN_SECRET_ARN must be the ARN of a Secrets Manager secret."
    )
    assert CANARY not in start.stderr
