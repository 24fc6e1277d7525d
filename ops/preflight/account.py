"""Checks of the account: whose it is, where the states are, and which names are free."""

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from bandup.core.aws import Clients, error_code
from ops.preflight.facts import StageFacts
from ops.preflight.finding import Finding

CERTIFICATES = "us-east-1"
"""Where CloudFront takes certificates from, wherever the stage is."""

_REFUSED, _MISSING, _ELSEWHERE = "403", "404", "301"  # a HEAD is answered without a body: the code is the status


def check_credentials(facts: StageFacts, clients: Clients) -> Finding:
    """Whether the caller is somebody, in the account that the settings name."""
    try:
        caller = clients.get("sts", facts.region).get_caller_identity()
    except (BotoCoreError, ClientError) as error:
        return Finding.of_failure(f"AWS does not know you: {error}", "sign in (aws sso login), or set AWS_PROFILE")
    if caller["Account"] != facts.account_id:
        return Finding.of_failure(
            f"you are in account {caller['Account']}, and the settings name {facts.account_id}",
            "change AWS_PROFILE, or account_id in settings.auto.tfvars",
        )
    return Finding.of_pass(f"{caller['Arn']}")


def check_state_bucket(facts: StageFacts, clients: Clients) -> Finding:
    """Whether the bucket of states is there, keeps versions and encrypts with a key of its own."""
    name, s3 = facts.state_bucket, clients.get("s3", facts.region)
    if (status := _head(s3, name)) is not None:
        made = "run terraform apply in terraform/bootstrap" if status == _MISSING else "sign in as who made it"
        return Finding.of_failure(f"{name} answers {status}", made)
    if s3.get_bucket_versioning(Bucket=name).get("Status") != "Enabled":
        return Finding.of_failure(f"{name} keeps no versions", "run terraform apply in terraform/bootstrap")
    rules = s3.get_bucket_encryption(Bucket=name)["ServerSideEncryptionConfiguration"]["Rules"]
    if not any(rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "aws:kms" for rule in rules):
        return Finding.of_failure(f"{name} has no key", "run terraform apply in terraform/bootstrap")
    return Finding.of_pass(f"{name}, with versions and a key")


def check_bucket_names(facts: StageFacts, clients: Clients) -> Finding:
    """Whether the stage's buckets are nobody's, or are its own already."""
    s3 = clients.get("s3", facts.region)
    statuses = {name: _head(s3, name) for name in facts.buckets}
    taken = [name for name, status in statuses.items() if status not in (None, _MISSING)]
    if taken:
        return Finding.of_failure(
            f"{', '.join(taken)}: another account's", "ask AWS: the name holds your account's number"
        )
    own = [name for name, status in statuses.items() if status is None]
    return Finding.of_pass("this account's already" if own else "free")


def check_sign_in_name(facts: StageFacts, clients: Clients) -> Finding:
    """Whether the prefix of the hosted sign-in is nobody's in this region, or is the stage's own."""
    cognito = clients.get("cognito-idp", facts.region)
    found = cognito.describe_user_pool_domain(Domain=facts.sign_in_domain)["DomainDescription"]
    if not found:
        return Finding.of_pass(f"{facts.sign_in_domain} is free, as far as this account can see")
    if found.get("AWSAccountId") != facts.account_id:
        return Finding.of_failure(
            f"{facts.sign_in_domain} is taken", "choose another sign_in_domain in settings.auto.tfvars"
        )
    return Finding.of_pass(f"{facts.sign_in_domain} is this account's already")


def check_console_domain(facts: StageFacts, clients: Clients) -> Finding:
    """Whether the console's own domain, if it has one, has a certificate where CloudFront looks for it."""
    if facts.console_domain is None:
        return Finding.of_pass("CloudFront's own")
    pages = clients.get("acm", CERTIFICATES).get_paginator("list_certificates").paginate(CertificateStatuses=["ISSUED"])
    if any(facts.console_domain == each["DomainName"] for page in pages for each in page["CertificateSummaryList"]):
        return Finding.of_pass(f"{facts.console_domain} has a certificate")
    return Finding.of_failure(
        f"{facts.console_domain} has no certificate in {CERTIFICATES}",
        "ask ACM there for one of that very name, and confirm it: docs/operate/console.md",
    )


def _head(s3: Any, bucket: str) -> str | None:
    """The status that is no success, or None."""
    try:
        s3.head_bucket(Bucket=bucket)
    except ClientError as error:
        code = error_code(error)
        if code in (_REFUSED, _MISSING, _ELSEWHERE):
            return code
        raise
    return None
