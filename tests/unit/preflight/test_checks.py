"""What becomes of a check that AWS does not answer, and the table."""

from io import StringIO

from botocore.exceptions import ClientError

from bandup.core.aws import Clients
from ops.console import make_console
from ops.preflight.__main__ import print_findings
from ops.preflight.checks import FREE, run_checks
from ops.preflight.facts import StageFacts
from ops.preflight.finding import Finding, Status

from .conftest import FACTS, Stub


def deny(_: StageFacts, __: Clients) -> Finding:
    raise ClientError({"Error": {"Code": "AccessDenied", "Message": "not authorized"}}, "GetAccount")


def test_a_check_that_is_denied_fails_and_the_next_one_runs() -> None:
    checks = {"first": deny, "second": lambda *_: Finding.of_pass("there")}
    findings = dict(run_checks(checks, FACTS, Clients({})))
    assert findings["first"].status == Status.FAILED
    assert "AccessDenied" in findings["first"].found
    assert findings["second"].status == Status.PASSED


def test_without_credentials_nothing_more_is_asked(stub: Stub) -> None:
    client, answers = stub("sts")
    answers.add_client_error("get_caller_identity", "InvalidClientTokenId", "no", 403)
    findings = list(run_checks(FREE, FACTS, Clients({"sts": client})))
    assert [finding.status for _, finding in findings] == [Status.FAILED]


def test_the_table_says_what_to_do() -> None:
    shown = StringIO()
    findings = [("a name", Finding.of_failure("taken", "choose another")), ("a quota", Finding.of_pass("enough"))]
    print_findings(make_console(file=shown), "dev", findings)
    for text in ("a name", "failed", "taken", "choose another", "a quota", "passed"):
        assert text in shown.getvalue()
