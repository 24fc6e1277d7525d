"""From recorded calls to permissions, and what policies grant."""

import pytest

from support.permissions import Permission, granted_by, needed_for

TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/bandup-local-jobs"


@pytest.mark.parametrize(
    ("call", "action", "resource"),
    [
        (
            {"service": "dynamodb", "operation": "UpdateItem", "TableName": "bandup-local-jobs"},
            "dynamodb:UpdateItem",
            TABLE,
        ),
        (
            {"service": "dynamodb", "operation": "Query", "TableName": "bandup-local-jobs", "IndexName": "by-owner"},
            "dynamodb:Query",
            f"{TABLE}/index/by-owner",
        ),
        (
            {"service": "sqs", "operation": "SendMessage", "QueueUrl": "http://localhost:4566/000000000000/a-queue"},
            "sqs:SendMessage",
            "arn:aws:sqs:us-east-1:000000000000:a-queue",
        ),
        (
            {"service": "s3", "operation": "HeadObject", "Bucket": "b", "Key": "uploads/x/*"},
            "s3:GetObject",
            "arn:aws:s3:::b/uploads/x/*",
        ),
        (
            {"service": "s3", "operation": "GetObject", "Bucket": "b", "Key": "uploads/x/*", "VersionId": "*"},
            "s3:GetObjectVersion",
            "arn:aws:s3:::b/uploads/x/*",
        ),
        ({"service": "s3", "operation": "ListObjectsV2", "Bucket": "b"}, "s3:ListBucket", "arn:aws:s3:::b"),
        (
            {"service": "secretsmanager", "operation": "GetSecretValue", "SecretId": "arn:s"},
            "secretsmanager:GetSecretValue",
            "arn:s",
        ),
    ],
)
def test_what_a_call_needs(call: dict[str, str], action: str, resource: str) -> None:
    assert needed_for(call) == Permission(action, resource)


@pytest.mark.parametrize(
    "call",
    [
        {"service": "s3", "operation": "RestoreObject", "Bucket": "b", "Key": "k"},
        {"service": "iam", "operation": "CreateUser"},
        {"service": "sns", "operation": "Publish", "SecretId": "x"},
    ],
)
def test_an_unknown_kind_of_call_fails_the_proof(call: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        needed_for(call)


def test_what_policies_grant() -> None:
    policy = {
        "Statement": [
            {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::b/results/*"},
            {"Effect": "Deny", "Action": "s3:*", "Resource": "*"},
        ]
    }
    grants = granted_by([policy])
    assert grants == {
        Permission("s3:GetObject", "arn:aws:s3:::b/results/*"),
        Permission("s3:PutObject", "arn:aws:s3:::b/results/*"),
    }
    needed = Permission("s3:GetObject", "arn:aws:s3:::b/results/writing/*")
    assert any(grant.covers(needed) for grant in grants)
    elsewhere = Permission("s3:GetObject", "arn:aws:s3:::b/uploads/writing/*")
    assert not any(grant.covers(elsewhere) for grant in grants)
