"""The addresses that the console's page may connect to, written into the page itself.

A header could not name them: the API needs the sign-in's client, which needs the console's address.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from ops.web_console.exceptions import ConsoleError

_META = re.compile(r'(<meta http-equiv="Content-Security-Policy" content="connect-src )([^";]*)(">)')
"""Where they stand; in the built page `__CONNECT_SRC__` does."""

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
    """The page with the addresses in it, in the place of whatever stands there.

    Raises:
        ConsoleError: it does not say where they go, once.
    """
    read_sources(page)
    return _META.sub(lambda found: f"{found[1]}{sources}{found[3]}", page.decode("utf-8")).encode("utf-8")


def read_sources(page: bytes) -> str:
    """What a page has for `connect-src`.

    Raises:
        ConsoleError: nothing, or that more than once.
    """
    found = _META.findall(page.decode("utf-8"))
    if len(found) != 1:
        raise ConsoleError(f"the console's page has {len(found)} policies with connect-src, and one is expected")
    sources: str = found[0][1]
    return sources


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
