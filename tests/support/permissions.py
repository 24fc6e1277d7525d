"""From a call of AWS to what a policy must allow, and from a policy to what it allows.

Written by hand: published tools for this map calls by large tables of all services, or send them to AWS. Ours is a few
lines for five services, and an operation that it does not know fails the proof.
"""

import fnmatch
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

ACCOUNT, REGION = "000000000000", "us-east-1"


@dataclass(frozen=True, order=True)
class Permission:
    """One action on one resource; in a policy either may hold wildcards."""

    action: str
    resource: str

    def covers(self, needed: "Permission") -> bool:
        return fnmatch.fnmatchcase(needed.action, self.action) and fnmatch.fnmatchcase(needed.resource, self.resource)


def needed_for(call: Mapping[str, str]) -> Permission:
    """What a role must allow for a recorded call.

    Raises:
        KeyError: this kind of call is not known here.
    """
    service, operation = call["service"], call["operation"]
    if service == "s3":
        return _for_s3(operation, call)
    if service == "dynamodb":
        index = f"/index/{call['IndexName']}" if "IndexName" in call else ""
        return Permission(f"dynamodb:{operation}", _arn("dynamodb", f"table/{call['TableName']}{index}"))
    if service == "sqs":
        return Permission(f"sqs:{operation}", _arn("sqs", call["QueueUrl"].rpartition("/")[2]))
    if service == "cognito-idp":
        return Permission(f"cognito-idp:{operation}", _arn("cognito-idp", f"userpool/{call['UserPoolId']}"))
    return {"secretsmanager": Permission(f"secretsmanager:{operation}", call["SecretId"])}[service]


_S3_OBJECT = {
    "GetObject": "s3:GetObject",
    "HeadObject": "s3:GetObject",
    "PutObject": "s3:PutObject",
    "PostObject": "s3:PutObject",
    "DeleteObject": "s3:DeleteObject",
}
_OF_A_VERSION = {"s3:GetObject": "s3:GetObjectVersion", "s3:DeleteObject": "s3:DeleteObjectVersion"}
_S3_BUCKET = {
    "HeadBucket": "s3:ListBucket",
    "ListObjectsV2": "s3:ListBucket",
    "ListObjectVersions": "s3:ListBucketVersions",
}


def _for_s3(operation: str, call: Mapping[str, str]) -> Permission:
    bucket = f"arn:aws:s3:::{call['Bucket']}"
    if operation in _S3_BUCKET:
        return Permission(_S3_BUCKET[operation], bucket)
    action = _S3_OBJECT[operation]
    if "VersionId" in call:
        action = _OF_A_VERSION[action]
    return Permission(action, f"{bucket}/{call.get('Key', '*')}")


def _arn(service: str, name: str) -> str:
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{name}"


def granted_by(policies: Iterable[Mapping[str, Any]]) -> set[Permission]:
    """Every pair of action and resource that policies allow."""
    return {
        Permission(action, resource)
        for policy in policies
        for statement in _several(policy["Statement"])
        if statement["Effect"] == "Allow"
        for action in _several(statement["Action"])
        for resource in _several(statement["Resource"])
    }


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
