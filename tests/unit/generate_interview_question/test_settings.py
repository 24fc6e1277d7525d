import pytest

from bandup.core.aws import Clients
from bandup.core.errors import ConfigurationError
from bandup.core.settings import SettingsError
from generate_interview_question.services import Services
from generate_interview_question.settings import Settings

ENVIRONMENT = {
    "TABLE_NAME": "bandup-local-InterviewSession",
    "REGION": "us-east-1",
    "MODEL_ID": "global.anthropic.claude-sonnet-5-5",
    "DYNAMODB_JOBS": "bandup-local-jobs",
    "DYNAMODB_QUOTAS": "bandup-local-quotas",
    "DYNAMODB_TRANSCRIPTS": "bandup-local-transcripts",
    "DYNAMODB_TEXTS": "bandup-local-texts",
    "LIMIT_TURNS": '{"burst": 20, "per_hour": 60}',
    "QUOTA_INTERVIEW_PER_DAY": "300",
    "COGNITO_ISSUER": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a1b2c3d4e",
    "COGNITO_CLIENT_IDS": "4example3client2id1",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COGNITO_JWKS_URL", "CORS_ORIGINS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


def test_the_function_starts_without_calling_anything() -> None:
    assert set(Services.build(Settings.load(), Clients()).checks) == {"interviews", "quotas", "public_keys"}


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_a_missing_variable_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(name)
    with pytest.raises(SettingsError, match=f"^The function cannot start: {name} is not set\\.$"):
        Settings.load()


@pytest.mark.parametrize("value", ["0", "-1", "many"])
def test_a_senseless_quota_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTA_INTERVIEW_PER_DAY", value)
    with pytest.raises(SettingsError, match="QUOTA_INTERVIEW_PER_DAY"):
        Settings.load()


@pytest.mark.parametrize(
    ("model", "code"),
    [
        ("anthropic.claude-3-sonnet-20240229-v1:0", "model_retired"),
        ("anthropic.claude-sonnet-5-5", "model_needs_profile"),
        ("claude", "model_unknown"),
    ],
)
def test_a_model_that_cannot_be_called_fails_the_start(model: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL_ID", model)
    with pytest.raises(ConfigurationError) as caught:
        Services.build(Settings.load(), Clients())
    assert caught.value.code == code
