"""What the account must have, each check shown to pass and to fail."""

from dataclasses import replace

import pytest

from bandup.core.aws import Clients
from ops.preflight.account import (
    check_bucket_names,
    check_console_domain,
    check_credentials,
    check_sign_in_name,
    check_state_bucket,
)
from ops.preflight.finding import Status

from .conftest import FACTS, Stub


def caller(account: str) -> dict[str, str]:
    return {"UserId": "AIDA", "Account": account, "Arn": f"arn:aws:iam::{account}:user/operator"}


def test_the_caller_is_in_the_account_of_the_settings(stub: Stub) -> None:
    client, answers = stub("sts")
    answers.add_response("get_caller_identity", caller(FACTS.account_id))
    assert check_credentials(FACTS, Clients({"sts": client})).status == Status.PASSED


def test_another_account_fails(stub: Stub) -> None:
    client, answers = stub("sts")
    answers.add_response("get_caller_identity", caller("999999999999"))
    finding = check_credentials(FACTS, Clients({"sts": client}))
    assert finding.status == Status.FAILED
    assert "999999999999" in finding.found
    assert FACTS.account_id in finding.found


def test_expired_credentials_fail(stub: Stub) -> None:
    client, answers = stub("sts")
    answers.add_client_error("get_caller_identity", "ExpiredToken", "The token is expired", 403)
    finding = check_credentials(FACTS, Clients({"sts": client}))
    assert finding.status == Status.FAILED
    assert "sign in" in finding.to_do


def encryption(algorithm: str) -> dict[str, object]:
    rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": algorithm}}
    return {"ServerSideEncryptionConfiguration": {"Rules": [rule]}}


def test_the_bucket_of_states(stub: Stub) -> None:
    client, answers = stub("s3")
    bucket = {"Bucket": "bandup-state-123456789012"}
    answers.add_response("head_bucket", {}, bucket)
    answers.add_response("get_bucket_versioning", {"Status": "Enabled"}, bucket)
    answers.add_response("get_bucket_encryption", encryption("aws:kms"), bucket)
    assert check_state_bucket(FACTS, Clients({"s3": client})).status == Status.PASSED


@pytest.mark.parametrize("status", ["404", "403"])
def test_no_bucket_of_states_fails(stub: Stub, status: str) -> None:
    client, answers = stub("s3")
    answers.add_client_error("head_bucket", status, http_status_code=int(status))
    finding = check_state_bucket(FACTS, Clients({"s3": client}))
    assert finding.status == Status.FAILED
    assert ("terraform/bootstrap" in finding.to_do) == (status == "404")


def test_a_bucket_of_states_without_versions_fails(stub: Stub) -> None:
    client, answers = stub("s3")
    answers.add_response("head_bucket", {})
    answers.add_response("get_bucket_versioning", {})
    assert check_state_bucket(FACTS, Clients({"s3": client})).status == Status.FAILED


def test_a_bucket_of_states_without_a_key_fails(stub: Stub) -> None:
    client, answers = stub("s3")
    answers.add_response("head_bucket", {})
    answers.add_response("get_bucket_versioning", {"Status": "Enabled"})
    answers.add_response("get_bucket_encryption", encryption("AES256"))
    assert check_state_bucket(FACTS, Clients({"s3": client})).status == Status.FAILED


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (("404", "404", "404"), Status.PASSED),
        ((None, None, None), Status.PASSED),
        (("404", "403", "404"), Status.FAILED),
        (("301", "404", "404"), Status.FAILED),
    ],
)
def test_names_of_buckets(stub: Stub, statuses: tuple[str | None, ...], status: Status) -> None:
    client, answers = stub("s3")
    for each in statuses:
        if each is None:
            answers.add_response("head_bucket", {})
        else:
            answers.add_client_error("head_bucket", each, http_status_code=int(each))
    assert check_bucket_names(FACTS, Clients({"s3": client})).status == status


@pytest.mark.parametrize(
    ("description", "status"),
    [
        ({}, Status.PASSED),
        ({"Domain": FACTS.sign_in_domain, "AWSAccountId": FACTS.account_id}, Status.PASSED),
        ({"Domain": FACTS.sign_in_domain, "AWSAccountId": "999999999999"}, Status.FAILED),
    ],
)
def test_the_name_of_the_sign_in(stub: Stub, description: dict[str, str], status: Status) -> None:
    client, answers = stub("cognito-idp")
    asked = {"Domain": FACTS.sign_in_domain}
    answers.add_response("describe_user_pool_domain", {"DomainDescription": description}, asked)
    assert check_sign_in_name(FACTS, Clients({"cognito-idp": client})).status == status


@pytest.mark.parametrize(
    ("domain", "issued", "status"),
    [
        (None, None, Status.PASSED),
        ("learn.example.com", ["www.example.com", "learn.example.com"], Status.PASSED),
        ("learn.example.com", ["*.example.com"], Status.FAILED),
        ("learn.example.com", [], Status.FAILED),
    ],
)
def test_the_console_s_own_domain_needs_a_certificate_of_its_name(
    stub: Stub, domain: str | None, issued: list[str] | None, status: Status
) -> None:
    client, answers = stub("acm")
    if issued is not None:
        certificates = {"CertificateSummaryList": [{"DomainName": name} for name in issued]}
        answers.add_response("list_certificates", certificates, {"CertificateStatuses": ["ISSUED"]})
    facts = replace(FACTS, console_domain=domain)
    assert check_console_domain(facts, Clients({"acm": client})).status == status
