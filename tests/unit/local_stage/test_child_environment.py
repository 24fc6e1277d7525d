import os
from unittest.mock import patch

from ops.child_environment import (
    bedrock_environment,
    child_environment,
    download_environment,
    enter_stage_account,
)

CALLER = {
    "PATH": "/bin",
    "HTTPS_PROXY": "http://proxy:3128",
    "DOCKER_HOST": "unix:///run/docker.sock",
    "AWS_PROFILE": "work",
    "AWS_SECRET_ACCESS_KEY": "real",
    "AWS_ENDPOINT_URL": "https://elsewhere",
    "GEMINI_API_KEY": "real",
    "PYTHONPATH": "/elsewhere",
    "PERSISTENCE": "1",
    "TF_VAR_gemini_api_key": "real",
}


def test_only_what_is_listed_is_passed_on() -> None:
    assert set(child_environment({"MINE": "1"}, CALLER)) == {"PATH", "DOCKER_HOST", "MINE"}


def test_downloads_go_through_the_proxy_and_this_machine_is_reached_without() -> None:
    environment = download_environment({"MINE": "1"}, CALLER)
    assert set(environment) == {"PATH", "DOCKER_HOST", "MINE", "HTTPS_PROXY", "NO_PROXY", "no_proxy"}
    assert environment["NO_PROXY"] == "127.0.0.1,localhost"
    given = download_environment({}, {"no_proxy": "intranet,localhost"})
    assert given["no_proxy"] == "intranet,localhost,127.0.0.1"


def test_bedrock_is_asked_with_the_callers_account_and_at_its_own_address() -> None:
    environment = bedrock_environment({"MINE": "1"}, CALLER | {"BEDROCK_REGION": "eu-west-1"})
    assert {"AWS_PROFILE", "AWS_SECRET_ACCESS_KEY", "BEDROCK_REGION", "HTTPS_PROXY", "MINE"} <= set(environment)
    assert not {"AWS_ENDPOINT_URL", "GEMINI_API_KEY", "PYTHONPATH"} & set(environment)


def test_the_callers_account_is_left() -> None:
    with patch.dict(os.environ, CALLER, clear=True):
        enter_stage_account()
        assert "AWS_PROFILE" not in os.environ
        assert "AWS_ENDPOINT_URL" not in os.environ
        assert os.environ["AWS_SECRET_ACCESS_KEY"] == "test"
        assert os.environ["no_proxy"] == "127.0.0.1,localhost"
        assert os.environ["PATH"] == "/bin"
