"""Whether mails would reach new users, each answer of SES."""

from dataclasses import replace

import pytest

from bandup.core.aws import Clients
from ops.preflight.finding import Status
from ops.preflight.mail import check_mail

from .conftest import FACTS, Stub

ASKED = {"EmailIdentity": "example.com"}


def test_without_a_sender_the_daily_limit_is_told() -> None:
    finding = check_mail(replace(FACTS, mail_identity=None), Clients({}))
    assert finding.status == Status.UNKNOWN
    assert "50" in finding.found


@pytest.mark.parametrize(("production", "status"), [(True, Status.PASSED), (False, Status.FAILED)])
def test_the_sandbox(stub: Stub, production: bool, status: Status) -> None:
    client, answers = stub("sesv2")
    answers.add_response("get_email_identity", {"VerifiedForSendingStatus": True}, ASKED)
    answers.add_response("get_account", {"ProductionAccessEnabled": production})
    assert check_mail(FACTS, Clients({"sesv2": client})).status == status


def test_an_identity_that_is_not_verified_fails(stub: Stub) -> None:
    client, answers = stub("sesv2")
    answers.add_response("get_email_identity", {"VerifiedForSendingStatus": False}, ASKED)
    assert check_mail(FACTS, Clients({"sesv2": client})).status == Status.FAILED


def test_an_identity_that_ses_does_not_know_fails(stub: Stub) -> None:
    client, answers = stub("sesv2")
    answers.add_client_error("get_email_identity", "NotFoundException", "Email identity does not exist.", 404)
    assert check_mail(FACTS, Clients({"sesv2": client})).status == Status.FAILED
