import re
import shlex
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import grimp
import pytest

from ops.compose.proof import beyond_loopback
from ops.compose.stack import FILE, served_ports, stack_environment, without_licence
from ops.compose.stack_images import StackImage, apt_secret, npm_secret, stack_images
from ops.images.base_image import STAND_IN
from ops.images.base_pin import OFFICIAL
from ops.images.packages import PackageError
from ops.local_stage import emulator, services
from ops.local_stage.ports import Ports
from ops.local_stage.tesseract import PACKAGES
from ops.paths import ROOT
from ops.strict_yaml import read_yaml

DOCKERFILE = ROOT / "ops" / "compose" / "Dockerfile"
COMPOSE: dict[str, Any] = read_yaml(FILE)


def instructions(target: str) -> list[list[str]]:
    """The words of each instruction of one stage of the Dockerfile."""
    text = re.sub(r"^#.*\n", "", DOCKERFILE.read_text(), flags=re.MULTILINE).replace("\\\n", " ")
    stage = re.search(rf"^FROM \S+ AS {target}\n(.*?)(?=^FROM |\Z)", text, flags=re.MULTILINE | re.DOTALL)
    assert stage, target
    return [shlex.split(line) for line in stage[1].splitlines()]


def variables(target: str, kind: str) -> dict[str, str]:
    """What the ENV or ARG instructions of a stage set."""
    words = [
        word
        for instruction in instructions(target)
        if instruction and instruction[0] == kind
        for word in instruction[1:]
    ]
    return dict(word.split("=", 1) for word in words if "=" in word)


def test_the_image_runs_localstack_as_the_local_stage_does(tmp_path: Path) -> None:
    expected = services._localstack_settings(4566, tmp_path)
    for of_the_machine in ("GATEWAY_LISTEN", "FILESYSTEM_ROOT", "OUTBOUND_HTTP_PROXY", "OUTBOUND_HTTPS_PROXY"):
        del expected[of_the_machine]
    assert expected.items() <= variables("localstack", "ENV").items()


def test_moto_is_started_as_the_local_stage_starts_it() -> None:
    assert COMPOSE["services"]["moto"]["command"][:3] == ["python", *services.MOTO]


def test_the_image_has_the_emulator_that_the_local_stage_has() -> None:
    pinned = variables("dynamodb", "ARG")
    assert pinned == {"DYNAMODB_PACKAGE": emulator.PACKAGE, "DYNAMODB_SHA512": emulator.INTEGRITY}


def test_the_model_servers_image_reads_scanned_pages() -> None:
    [installed] = [words for words in instructions("cloud") if words and words[0] == "RUN"]
    assert installed[-len(PACKAGES) :] == list(PACKAGES)


@pytest.mark.parametrize("target", ["packages", "dynamodb", "localstack", "cloud", "registry"])
def test_all_that_is_copied_is_sent_to_the_engine(target: str) -> None:
    ignored = (DOCKERFILE.parent / "Dockerfile.dockerignore").read_text().split()
    sent = [Path(line[1:]) for line in ignored if line.startswith("!")]
    copied = [words[1] for words in instructions(target) if words[:1] == ["COPY"] and not words[1].startswith("--")]
    assert all(any(Path(source).is_relative_to(each) for each in sent) for source in copied)


def test_the_cloud_image_has_what_its_programs_import() -> None:
    graph = grimp.build_graph("ops", "bandup", include_external_packages=True)
    programs = ("ops.local_stage.moto_server", "ops.local_stage.model_server")
    imported = set().union(*(graph.find_upstream_modules(name, as_package=True) for name in programs))
    packages = {name.split(".")[0] for name in imported} - {"ops", "bandup"} - sys.stdlib_module_names
    locked = (ROOT / "ops" / "local_stage" / "requirements-cloud.txt").read_text()
    installed = set(re.findall(r"^([a-z0-9._-]+)(?=\[|==)", locked, flags=re.MULTILINE))
    names = packages_distributions()
    assert packages >= {"moto", "pydantic"}
    assert not [each for each in packages if installed.isdisjoint(map(str.lower, names[each]))]


def test_the_image_is_named_after_its_localstack() -> None:
    version = COMPOSE["services"]["localstack"]["image"].rpartition(":")[2].rstrip("}")
    locked = (ROOT / "ops" / "local_stage" / "requirements-localstack.txt").read_text()
    assert re.search(rf"^localstack-core(\[.*\])?=={re.escape(version)} ", locked, flags=re.MULTILINE)


@pytest.mark.parametrize("target", ["localstack", "cloud", "registry"])
def test_no_program_is_root(target: str) -> None:
    assert [words for words in instructions(target) if words and words[0] == "USER"] == [["USER", "10001"]]


def test_localstack_waits_until_all_others_are_healthy() -> None:
    waited = COMPOSE["services"]["localstack"]["depends_on"]
    assert set(waited) == set(COMPOSE["services"]) - {"localstack"}
    assert all(condition == {"condition": "service_healthy"} for condition in waited.values())
    assert all("test" in service["healthcheck"] for service in COMPOSE["services"].values())


def test_ports_of_every_address_are_the_local_stage_s() -> None:
    given = dict(re.findall(r"127\.0\.0\.1:\$\{(\w+):-(\d+)\}", FILE.read_text()))
    assert given == {Ports.variable(service): str(port) for service, port in served_ports(Ports()).items()}


def test_the_proof_chooses_all_that_is_its_own() -> None:
    asked = set(re.findall(r"\$\{(BANDUP_\w+|DOCKER_GID):-", FILE.read_text()))
    assert asked <= set(stack_environment("p", Ports(), OFFICIAL, 7))


def test_the_proof_is_about_our_own_localstack() -> None:
    caller = {"LOCALSTACK_IMAGE": "another", "LOCALSTACK_AUTH_TOKEN": "secret", "PATH": "/bin"}
    assert without_licence(caller) == {"PATH": "/bin"}


def test_an_image_of_two_services_is_built_once() -> None:
    cloud = {"image": "c:1", "build": {"target": "cloud", "dockerfile": "a/D", "args": {"BASE_IMAGE": "b", "R": "r"}}}
    registry = {"image": "r:1", "build": {"target": "registry", "dockerfile": "a/D", "args": {"BASE_IMAGE": "b"}}}
    images = stack_images({"services": {"moto": cloud, "model": cloud, "registry": registry}})
    assert [image.name for image in images] == ["c:1", "r:1"]
    assert images[0] == StackImage("c:1", "cloud", "a/D", {"BASE_IMAGE": "b", "R": "r"})
    flags = ["--file", str(ROOT / "a" / "D"), "--target", "cloud", "--tag", "c:1"]
    assert images[0].flags() == [*flags, "--build-arg=BASE_IMAGE=b", "--build-arg=R=r"]


def test_each_build_of_the_compose_file_has_a_stage_of_the_dockerfile() -> None:
    for image in stack_images(COMPOSE):
        assert ROOT / image.dockerfile == DOCKERFILE
        assert instructions(image.target)


def test_the_official_base_names_its_own_mirror() -> None:
    with apt_secret(OFFICIAL) as flags:
        assert flags == []


def test_the_stand_in_is_told_this_machine_s_mirror() -> None:
    with apt_secret(STAND_IN, lambda: "http://mirror.example/debian/") as flags:
        path = Path(flags[1].partition("src=")[2])
        assert path.read_text() == "deb http://mirror.example/debian/ bookworm main\n"
    assert not path.exists()


def test_a_machine_without_a_mirror_says_so() -> None:
    with pytest.raises(PackageError, match="mirror"), apt_secret(STAND_IN, lambda: None):
        pass


def test_npm_s_settings_are_handed_over_where_there_are_some(tmp_path: Path) -> None:
    settings = tmp_path / ".npmrc"
    assert npm_secret(settings) == []
    settings.touch()
    assert npm_secret(settings) == ["--secret", f"id=npmrc,src={settings}"]


def test_addresses_that_others_can_reach_are_found() -> None:
    addresses = ["127.0.0.1:80", "::1:80", "127.0.0.53:53", "0.0.0.0:4510", ":::4511", "192.0.2.1:1"]
    assert beyond_loopback(addresses) == ["0.0.0.0:4510", "192.0.2.1:1", ":::4511"]
