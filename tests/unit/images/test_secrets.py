from pathlib import Path

import pytest

from ops.images.secrets import build_secrets, pip_settings


def secret(arguments: list[str], name: str) -> Path | None:
    found = [argument for argument in arguments if argument.startswith(f"id={name},src=")]
    return Path(found[0].partition("src=")[2]) if found else None


def test_the_index_of_the_environment_becomes_pips_configuration() -> None:
    environ = {"PIP_INDEX_URL": "https://u:p@index.example/simple", "PIP_TRUSTED_HOST": "a b", "PIP_NO_INPUT": "1"}

    settings = pip_settings(environ)

    assert settings == "[global]\nindex-url = https://u:p@index.example/simple\ntrusted-host = a b\n"


@pytest.mark.parametrize(
    "environ", [{}, {"PIP_INDEX_URL": ""}, {"PIP_EXTRA_INDEX_URL": "file:///srv/simple /srv/more"}]
)
def test_nothing_that_a_build_could_reach_is_no_configuration(environ: dict[str, str]) -> None:
    assert pip_settings(environ) is None


def test_secrets_last_as_long_as_the_build(tmp_path: Path) -> None:
    bundle = tmp_path / "ca.pem"
    bundle.write_text("certificates", "utf-8")

    with build_secrets({"SSL_CERT_FILE": str(bundle), "PIP_INDEX_URL": "https://index.example"}) as arguments:
        settings = secret(arguments, "pip")
        assert secret(arguments, "ca") == bundle
        assert settings is not None
        assert settings.stat().st_mode & 0o077 == 0 or settings.parent.stat().st_mode & 0o077 == 0

    assert not settings.exists()
    assert bundle.exists()


def test_a_machine_without_any_gives_none(tmp_path: Path) -> None:
    with build_secrets({"PIP_CERT": str(tmp_path / "absent.pem")}) as arguments:
        assert arguments == []
