"""The addresses that the console's page may connect to, written into the page itself.

A header could not name them: the API needs the sign-in's client, which needs the console's address.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from ops.web_console.exceptions import ConsoleError

MARK = "__CONNECT_SRC__"
"""Stands in the built page where they go."""

_ORIGIN = re.compile(r"https://[a-z0-9.-]+(:\d+)?|http://(127\.0\.0\.1|localhost)(:\d+)?")
"""Exact, with no wildcard; unencrypted on this machine only."""


def connect_sources(addresses: Iterable[str]) -> str:
    """The value of `connect-src`: the console's own origin and those of some addresses.

    Raises:
        ConsoleError: an address has no origin that can be named exactly.
    """
    origins = {f"{parts.scheme}://{parts.netloc}" for parts in map(urlsplit, addresses)}
    if wrong := sorted(origin for origin in origins if not _ORIGIN.fullmatch(origin)):
        raise ConsoleError(f"the console may not be let connect to {', '.join(wrong)}")
    return " ".join(["'self'", *sorted(origins)])


def write_sources(page: bytes, sources: str) -> bytes:
    """The page with the addresses in it.

    Raises:
        ConsoleError: it does not say where they go, once.
    """
    text = page.decode("utf-8")
    if text.count(MARK) != 1:
        raise ConsoleError(f"the console's page has {text.count(MARK)} times {MARK}, and once is expected")
    return text.replace(MARK, sources).encode("utf-8")


def read_sources(page: str) -> str | None:
    """What `connect-src` a page has, or None if it has none."""
    found = re.findall(r'<meta http-equiv="Content-Security-Policy" content="connect-src ([^";]*)">', page)
    return found[0] if len(found) == 1 else None


def describe_stage(stage: str, platform: Mapping[str, Any]) -> dict[str, str]:
    """What /config.json tells the console: as terraform/platform/console.tf writes it.

    Args:
        stage: the stage's name.
        platform: what the platform gives out.
    """
    return {
        "api": platform["api_url"],
        "user_pool": platform["issuer"],
        "domain": platform["sign_in_url"],
        "client": platform["user_pool_client_id"],
        "stage": stage,
    }
