"""What Terraform made of the local stage."""

import ipaddress
import json

import psutil
import pytest

from integration.conftest import Stage

pytestmark = pytest.mark.integration


def test_a_second_apply_would_change_nothing(stage: Stage) -> None:
    assert stage.deployment.pending_changes() == ""


def test_no_secret_is_in_the_state(stage: Stage) -> None:
    client = stage.deployed.client("secretsmanager")
    names = [secret["Name"] for secret in client.list_secrets()["SecretList"]]
    assert sorted(names) == ["bandup/local/gemini-api-key", "bandup/local/page-token-key"]
    state = (stage.local.state_dir / "terraform" / "terraform.tfstate").read_text()
    generated = client.get_secret_value(SecretId="bandup/local/page-token-key")["SecretString"]
    assert len(generated) >= 32
    assert generated not in state
    key = client.get_secret_value(SecretId="bandup/local/gemini-api-key")["SecretString"]
    assert json.dumps(key) not in state


def test_triggers_point_at_the_alias_and_the_alias_at_a_version(stage: Stage) -> None:
    client = stage.deployed.client("lambda")
    mappings = client.list_event_source_mappings()["EventSourceMappings"]
    assert mappings
    assert {mapping["FunctionArn"].rpartition(":")[2] for mapping in mappings} == {"live"}
    for function in stage.deployed.description["functions"].values():
        alias = client.get_alias(FunctionName=function["name"], Name="live")
        assert alias["FunctionVersion"].isdecimal()


@pytest.mark.parametrize("folder", ["writing_evaluator", "job_api", "s3_upload"])
def test_every_function_is_healthy(stage: Stage, folder: str) -> None:
    answer = stage.invoke(folder, {"health": True})
    assert answer["ok"], answer
    assert set(answer["checks"].values()) == {"ok"}


def test_nothing_listens_beyond_loopback(stage: Stage) -> None:
    state = json.loads((stage.local.state_dir / "state.json").read_text())
    parents = [psutil.Process(service["pid"]) for service in state["services"].values()]
    family = {process.pid for parent in parents for process in [parent, *parent.children(recursive=True)]}
    listening = [c for c in psutil.net_connections("inet") if c.status == psutil.CONN_LISTEN and c.pid in family]
    assert listening
    assert [c.laddr for c in listening if c.laddr and not ipaddress.ip_address(c.laddr.ip).is_loopback] == []
