import os
from unittest.mock import patch

from local_stack.child_environment import child_environment, enter_stage_account

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
    environment = child_environment({"MINE": "1"}, CALLER)
    assert set(environment) == {"PATH", "HTTPS_PROXY", "DOCKER_HOST", "NO_PROXY", "no_proxy", "MINE"}


def test_no_proxy_is_asked_for_this_machine() -> None:
    assert child_environment({}, CALLER)["NO_PROXY"] == "127.0.0.1,localhost"
    assert child_environment({}, {"no_proxy": "intranet,localhost"})["no_proxy"] == "intranet,localhost,127.0.0.1"


def test_the_callers_account_is_left() -> None:
    with patch.dict(os.environ, CALLER, clear=True):
        enter_stage_account()
        assert "AWS_PROFILE" not in os.environ
        assert "AWS_ENDPOINT_URL" not in os.environ
        assert os.environ["AWS_SECRET_ACCESS_KEY"] == "test"
        assert os.environ["no_proxy"] == "127.0.0.1,localhost"
        assert os.environ["PATH"] == "/bin"
