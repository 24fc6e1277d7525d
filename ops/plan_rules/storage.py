"""Rules for what keeps users' data."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bandup.storage.uploads import UploadType
from ops.plan_rules.plan import Plan, Resource, Rule

UPLOAD_DAYS = 30

UPLOADS = {f"uploads/{each}/" for each in UploadType}


def recovery(plan: Plan) -> Iterator[str]:
    """A table can be had back as it was at any second of the last 35 days."""
    for table in plan.every("aws_dynamodb_table"):
        if not table.block("point_in_time_recovery").get("enabled"):
            yield f"{table.address} has no point-in-time recovery"


def tables_encrypted(plan: Plan) -> Iterator[str]:
    """With the stage's own key."""
    keys = plan.by("aws_kms_key", "arn")
    for table in plan.every("aws_dynamodb_table"):
        if table.block("server_side_encryption").get("kms_key_arn") not in keys:
            yield f"{table.address} is not encrypted with the stage's key"


def deletion_protection(plan: Plan) -> Iterator[str]:
    """What holds students' data resists being deleted."""
    if plan.stage != "prod":
        return
    for table in plan.every("aws_dynamodb_table"):
        if not table.values.get("deletion_protection_enabled"):
            yield f"{table.address} may be deleted"
    for pool in plan.every("aws_cognito_user_pool"):
        if pool.values.get("deletion_protection") != "ACTIVE":
            yield f"{pool.address} may be deleted"
    for bucket in plan.every("aws_s3_bucket"):
        if bucket.values.get("force_destroy"):
            yield f"{bucket.address} may be deleted with what it holds"


def _of_bucket(plan: Plan, kind: str) -> Iterator[tuple[Resource, Resource | None]]:
    settings = plan.by(kind, "bucket")
    for bucket in plan.every("aws_s3_bucket"):
        yield bucket, settings.get(bucket.values["bucket"])


def _of_users_bucket(plan: Plan, kind: str) -> Iterator[tuple[Resource, Resource | None]]:
    """As `_of_bucket`, without those of releases."""
    for bucket, setting in _of_bucket(plan, kind):
        if bucket.values["bucket"] not in plan.console_buckets:
            yield bucket, setting


def nothing_public(plan: Plan) -> Iterator[str]:
    """All four of S3's own locks."""
    locks = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
    for bucket, block in _of_bucket(plan, "aws_s3_bucket_public_access_block"):
        if not block or not all(block.values[lock] for lock in locks):
            yield f"{bucket.address} could be made public"


def buckets_tls_only(plan: Plan) -> Iterator[str]:
    """Each bucket refuses what is not encrypted on its way."""
    for bucket, policy in _of_bucket(plan, "aws_s3_bucket_policy"):
        statements = plan.policy(policy) if policy else []
        if not any(
            it.effect == "Deny" and it.conditions.get("Bool aws:SecureTransport") == ("false",) for it in statements
        ):
            yield f"{bucket.address} takes what is not encrypted on its way"


def check_versioning(plan: Plan) -> Iterator[str]:
    """A job reads the version that it was submitted with."""
    for bucket, versioning in _of_bucket(plan, "aws_s3_bucket_versioning"):
        if not versioning or versioning.block("versioning_configuration").get("status") != "Enabled":
            yield f"{bucket.address} keeps no versions"


def uploads_expire(plan: Plan) -> Iterator[str]:
    """Files go after 30 days, and so do old versions."""
    for bucket, lifecycle in _of_users_bucket(plan, "aws_s3_bucket_lifecycle_configuration"):
        rules = [rule for rule in lifecycle.values["rule"] if rule["status"] == "Enabled"] if lifecycle else []
        uploads = [rule for rule in rules if rule["filter"][0]["prefix"] == "uploads/"]
        days = [rule["expiration"][0]["days"] for rule in uploads if rule["noncurrent_version_expiration"]]
        if not days or min(days) > UPLOAD_DAYS:
            yield f"{bucket.address} keeps uploads for more than {UPLOAD_DAYS} days"


def later_uploads_are_cleared(plan: Plan) -> Iterator[str]:
    """S3 cannot limit a form to one use, so it tells of all that arrives, and somebody hears of it."""
    rules = plan.every("aws_cloudwatch_event_rule")
    heard = [json.loads(rule.values["event_pattern"]) for rule in rules if rule.values.get("event_pattern")]
    for bucket, notification in _of_users_bucket(plan, "aws_s3_bucket_notification"):
        if not notification or not notification.values["eventbridge"]:
            yield f"{bucket.address} tells nobody of what arrives"
        elif not any(_hears(pattern, bucket.values["bucket"]) for pattern in heard):
            yield f"nobody hears of what arrives in {bucket.address}"


def _hears(pattern: Mapping[str, Any], bucket: str) -> bool:
    """Whether an event pattern is met by every upload that arrives in a bucket."""
    prefixes = {each["prefix"] for each in pattern["detail"]["object"]["key"]}
    return bucket in pattern["detail"]["bucket"]["name"] and prefixes >= UPLOADS


def buckets_encrypted(plan: Plan) -> Iterator[str]:
    """With the stage's own key, by way of a key of the bucket, which saves most of the calls to KMS."""
    keys = plan.by("aws_kms_key", "arn")
    for bucket, encryption in _of_users_bucket(plan, "aws_s3_bucket_server_side_encryption_configuration"):
        rule = encryption.block("rule") if encryption else {}
        default = (rule.get("apply_server_side_encryption_by_default") or [{}])[0]
        if default.get("kms_master_key_id") not in keys or not rule.get("bucket_key_enabled"):
            yield f"{bucket.address} is not encrypted with the stage's key"


def secrets_encrypted(plan: Plan) -> Iterator[str]:
    """With the stage's own key."""
    keys = plan.by("aws_kms_key", "arn")
    for secret in plan.every("aws_secretsmanager_secret"):
        if secret.values.get("kms_key_id") not in keys:
            yield f"{secret.address} is not encrypted with the stage's key"


def secrets_without_values(plan: Plan) -> Iterator[str]:
    """The state would keep what is not write-only."""
    for version in plan.every("aws_secretsmanager_secret_version"):
        values = version.values
        if values.get("secret_string") or values.get("secret_string_wo") or not values.get("secret_string_wo_version"):
            yield f"{version.address} is kept in the state"


def key_rotates(plan: Plan) -> Iterator[str]:
    """Once a year, by KMS itself; a deleted key can be had back for a month."""
    for key in plan.every("aws_kms_key"):
        if not key.values.get("enable_key_rotation") or key.values.get("deletion_window_in_days") != 30:
            yield f"{key.address} does not rotate, or goes at once"


RULES: Mapping[str, Rule] = {
    "point-in-time-recovery": recovery,
    "tables-encrypted": tables_encrypted,
    "deletion-protection": deletion_protection,
    "nothing-public": nothing_public,
    "buckets-tls-only": buckets_tls_only,
    "versioned": check_versioning,
    "uploads-expire": uploads_expire,
    "later-uploads-are-cleared": later_uploads_are_cleared,
    "buckets-encrypted": buckets_encrypted,
    "secrets-encrypted": secrets_encrypted,
    "secrets-without-values": secrets_without_values,
    "key-rotates": key_rotates,
}
