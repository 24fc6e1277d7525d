import os
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.local_stage.exceptions import PortInUseError, StageError
from ops.local_stage.ports import Ports


def test_each_service_has_a_default_and_a_variable() -> None:
    assert Ports.from_environment({}).by_service() == {
        "localstack": 4566,
        "moto": 4567,
        "model": 4568,
        "registry": 5001,
        "console": 4569,
    }
    assert Ports.from_environment({"BANDUP_MOTO_PORT": "9001"}).moto == 9001
    assert Ports(model=9002).url("model") == "http://127.0.0.1:9002"
    assert Ports(console=9003).console_origin == "http://localhost:9003"


@given(st.text(max_size=8).filter(lambda text: not text.isdecimal() or not 0 < int(text) < 65536))
def test_what_is_no_port_is_refused_with_the_variables_name(text: str) -> None:
    if text:
        with pytest.raises(StageError, match="BANDUP_MODEL_PORT must be a port number"):
            Ports.from_environment({"BANDUP_MODEL_PORT": text})


def test_two_services_need_two_ports() -> None:
    with pytest.raises(StageError, match="a port of its own"):
        Ports.from_environment({"BANDUP_MOTO_PORT": "4566"})


def test_free_ports_are_free_and_different() -> None:
    ports = Ports.free()
    assert len(set(ports.by_service().values())) == 5
    ports.require_free(ports.by_service())


def test_a_port_in_use_is_named_with_its_holder_and_the_variable() -> None:
    ports = Ports.free()
    with socket.create_server(("127.0.0.1", ports.moto)), pytest.raises(PortInUseError) as caught:
        ports.require_free(ports.by_service())
    assert caught.value.port == ports.moto
    assert f"port {ports.moto} is in use by process {os.getpid()}" in str(caught.value)
    assert "BANDUP_MOTO_PORT" in str(caught.value)


def test_a_port_that_is_not_needed_may_be_taken() -> None:
    ports = Ports.free()
    with socket.create_server(("127.0.0.1", ports.registry)):
        ports.require_free(["localstack", "moto"])
