"""The addresses of a stage in AWS that its console asks."""

from collections.abc import Iterable, Mapping
from typing import Any

from bandup.core.aws import Clients
from ops.web_console.page import connect_sources


def stage_sources(platform: Mapping[str, Any], region: str) -> str:
    """`connect-src` of a stage's page: its API, its sign-in and its buckets of uploads.

    Args:
        platform: what the platform gives out.
        region: where the stage is.

    Raises:
        ConsoleError: an address is not exact.
    """
    buckets = bucket_addresses(platform["buckets"].values(), region)
    return connect_sources([platform["api_url"], platform["sign_in_url"], *buckets])


def bucket_addresses(buckets: Iterable[str], region: str) -> list[str]:
    """Addresses of objects of buckets, made as the functions make the forms and links that a page is given."""
    s3 = Clients().get("s3", region)
    links = [s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "any"}) for bucket in buckets]
    return [link.partition("?")[0] for link in links]
