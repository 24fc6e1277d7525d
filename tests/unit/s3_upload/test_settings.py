import os
import subprocess
import sys
from pathlib import Path

import pytest

from bandup.core.settings import SettingsError
from bandup.storage.uploads import UploadType
from s3_upload.settings import Settings

ROOT = Path(__file__).parents[3]
ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a1b2c3d4e"
ENVIRONMENT = {
    "DYNAMODB_JOBS": "bandup-local-jobs",
    "DYNAMODB_QUOTAS": "bandup-local-quotas",
    "LIMIT_UPLOADS": '{"burst": 20, "per_hour": 60}',
    "S3_BUCKET_AUDIO": "bandup-local-audio-000000000000-us-east-1",
    "S3_BUCKET_DOCUMENTS": "bandup-local-documents-000000000000-us-east-1",
    "COGNITO_ISSUER": ISSUER,
    "COGNITO_CLIENT_IDS": "4example3client2id1",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COGNITO_JWKS_URL", "CORS_ORIGINS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


def test_recordings_have_a_bucket_of_their_own() -> None:
    settings = Settings.load()
    assert settings.buckets == {
        UploadType.SPEAKING_AUDIO: ENVIRONMENT["S3_BUCKET_AUDIO"],
        UploadType.FLASHCARD_PDF: ENVIRONMENT["S3_BUCKET_DOCUMENTS"],
        UploadType.FLASHCARD_DOCUMENT: ENVIRONMENT["S3_BUCKET_DOCUMENTS"],
        UploadType.WRITING_IMAGE: ENVIRONMENT["S3_BUCKET_DOCUMENTS"],
        UploadType.WRITING_ESSAY: ENVIRONMENT["S3_BUCKET_DOCUMENTS"],
        UploadType.RESUME: ENVIRONMENT["S3_BUCKET_DOCUMENTS"],
        UploadType.JOB_DESCRIPTION: ENVIRONMENT["S3_BUCKET_DOCUMENTS"],
    }
    assert settings.jwks_url == f"{ISSUER}/.well-known/jwks.json"


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_a_missing_variable_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(name)
    with pytest.raises(SettingsError, match=f"^The function cannot start: {name} is not set\\.$"):
        Settings.load()


@pytest.mark.parametrize("value", ["Canary", "canary/key", "s3://canary"])
@pytest.mark.parametrize("name", ["S3_BUCKET_AUDIO", "S3_BUCKET_DOCUMENTS"])
def test_a_nonsensical_bucket_is_named_and_not_shown(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"^The function cannot start: {name} must be an S3 bucket name\\.$"):
        Settings.load()


@pytest.mark.slow
def test_a_cold_start_calls_nobody() -> None:
    surroundings = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT / 'images'}:{ROOT / 'shared'}",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
    }
    start = subprocess.run(
        [sys.executable, "-c", "from s3_upload.handler import handler; print(callable(handler))"],
        env=surroundings | ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (start.returncode, start.stdout) == (0, "True\n"), start.stderr
