"""What programs of the local stage get to know of the caller's environment: only what is listed here.

The caller's AWS profile, credentials and endpoints, model keys, Python settings and LocalStack settings stay out.
"""

import os
from collections.abc import Mapping

HOST = "127.0.0.1"
"""Where everything of the local stage listens."""

_PASSED = frozenset({"PATH", "HOME", "USER", "LANG", "LC_ALL", "JAVA_HOME", "XDG_RUNTIME_DIR"})
_PASSED_PREFIXES = ("DOCKER_",)

_PASSED_TO_DOWNLOADS = frozenset(
    {
        *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"),
        *("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"),
        # Terraform's own settings, such as a mirror of its registry.
        *("TF_CLI_CONFIG_FILE", "TF_LOG"),
    }
)
_PASSED_TO_DOWNLOADS_PREFIXES = ("NPM_CONFIG_", "npm_config_")

REGION = "us-east-1"
ACCOUNT = "000000000000"

STAGE_CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_REGION": REGION,
    "AWS_DEFAULT_REGION": REGION,
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
}
"""LocalStack and moto take any credentials; `test` belongs to the account 000000000000."""


def enter_stage_account() -> None:
    """Let AWS clients of this process see the stage, and nothing of the caller's account, endpoints or proxies."""
    for name in [name for name in os.environ if name.startswith("AWS_") or name == "USE_SSL"]:
        del os.environ[name]
    os.environ.update(STAGE_CREDENTIALS, NO_PROXY=_direct(os.environ), no_proxy=_direct(os.environ))


def child_environment(extra: Mapping[str, str], caller: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment of a program that talks to this machine only, and so must not meet a proxy.

    Args:
        extra: its own variables.
        caller: the environment to take the listed variables from.
    """
    return {**_choose(caller, _PASSED, _PASSED_PREFIXES), **extra}


def download_environment(extra: Mapping[str, str], caller: Mapping[str, str] = os.environ) -> dict[str, str]:
    """As `child_environment`, for a program that also fetches things from the network."""
    network = _choose(caller, _PASSED_TO_DOWNLOADS, _PASSED_TO_DOWNLOADS_PREFIXES)
    bypass = {"NO_PROXY": _direct(caller), "no_proxy": _direct(caller)}
    return child_environment({**network, **bypass, **extra}, caller)


def bedrock_environment(extra: Mapping[str, str], caller: Mapping[str, str] = os.environ) -> dict[str, str]:
    """As `download_environment`, for a program that asks the real Bedrock with the caller's own AWS account."""
    account = {
        name: value
        for name, value in caller.items()
        if name == "BEDROCK_REGION" or (name.startswith("AWS_") and not name.startswith("AWS_ENDPOINT_URL"))
    }
    return download_environment({**account, **extra}, caller)


def _choose(caller: Mapping[str, str], names: frozenset[str], prefixes: tuple[str, ...]) -> dict[str, str]:
    return {name: value for name, value in caller.items() if name in names or name.startswith(prefixes)}


def _direct(environment: Mapping[str, str]) -> str:
    """Hosts that no proxy is asked for: those of the caller, and this machine."""
    given = (environment.get("NO_PROXY") or environment.get("no_proxy") or "").split(",")
    return ",".join(dict.fromkeys([*filter(None, given), HOST, "localhost"]))
