"""What the function needs to start."""

import os
import subprocess
import sys

import pytest

from bandup.core.settings import SettingsError
from ops.paths import ROOT
from study.settings import Settings

ENVIRONMENT = {
    "DYNAMODB_STUDY": "bandup-local-study",
    "DYNAMODB_EVALUATIONS": "bandup-local-evaluations",
    "DYNAMODB_FLASHCARD_SETS": "bandup-local-flashcard-sets",
    "DYNAMODB_INTERVIEW_SESSIONS": "bandup-local-InterviewSession",
    "DYNAMODB_JOBS": "bandup-local-jobs",
    "DYNAMODB_QUOTAS": "bandup-local-quotas",
    "S3_BUCKET_DOCUMENTS": "bandup-local-documents",
    "LIMIT_EXPORTS": '{"burst": 10, "per_hour": 5}',
    "LIMIT_REVIEWS": '{"burst": 2000, "per_hour": 1200}',
    "PAGE_TOKEN_SECRET_ARN": "arn:aws:secretsmanager:us-east-1:000000000000:secret:bandup/local/page-token-key-a1B2c3",
    "COGNITO_ISSUER": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a1b2c3d4e",
    "COGNITO_CLIENT_IDS": "4example3client2id1",
}


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_a_missing_variable_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for given, value in ENVIRONMENT.items():
        monkeypatch.setenv(given, value)
    Settings.load()
    monkeypatch.delenv(name)
    with pytest.raises(SettingsError, match=f"^The function cannot start: {name} is not set\\.$"):
        Settings.load()


@pytest.mark.slow
def test_a_cold_start_calls_nobody_and_makes_no_deck() -> None:
    """genanki is for the one route that exports."""
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
        [
            sys.executable,
            "-c",
            "import sys, study.handler as it; print(callable(it.handler), *{'genanki'} & {*sys.modules})",
        ],
        env=surroundings | ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (start.returncode, start.stdout) == (0, "True\n"), start.stderr
