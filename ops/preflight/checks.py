"""All checks in their order, and what of an unexpected answer becomes of one."""

from collections.abc import Callable, Iterator, Mapping

from botocore.exceptions import BotoCoreError, ClientError

from bandup.core.aws import Clients
from ops.preflight.account import (
    check_bucket_names,
    check_console_domain,
    check_credentials,
    check_sign_in_name,
    check_state_bucket,
)
from ops.preflight.facts import StageFacts
from ops.preflight.finding import Finding, Status
from ops.preflight.mail import check_mail
from ops.preflight.quotas import check_concurrency, check_model_tokens

Check = Callable[[StageFacts, Clients], Finding]

FREE: Mapping[str, Check] = {
    "credentials": check_credentials,
    "bucket of states": check_state_bucket,
    "names of buckets": check_bucket_names,
    "name of the sign-in": check_sign_in_name,
    "domain of the console": check_console_domain,
    "Lambda, invocations at once": check_concurrency,
    "Bedrock, tokens a minute": check_model_tokens,
    "mail to new users": check_mail,
}
"""What costs nothing. The first one tells whether the others make sense."""


def run_checks(checks: Mapping[str, Check], facts: StageFacts, clients: Clients) -> Iterator[tuple[str, Finding]]:
    """Each check's name with what it found; after credentials that fail, nothing more is asked."""
    for name, check in checks.items():
        finding = _run(check, facts, clients)
        yield name, finding
        if check is check_credentials and finding.status == Status.FAILED:
            return


def _run(check: Check, facts: StageFacts, clients: Clients) -> Finding:
    try:
        return check(facts, clients)
    except (BotoCoreError, ClientError) as error:
        return Finding.of_failure(f"AWS did not answer: {error}", "allow your role this action, or wait and try again")
