"""Check of the mail that Cognito sends to new users."""

from botocore.exceptions import ClientError

from bandup.core.aws import Clients, error_code
from ops.preflight.facts import StageFacts
from ops.preflight.finding import Finding

COGNITO_A_DAY = 50
"""What Cognito's own sender sends a day, for all pools of an account together
(docs.aws.amazon.com/cognito/latest/developerguide/quotas.html)."""


def check_mail(facts: StageFacts, clients: Clients) -> Finding:
    """Whether mails reach anybody: the identity is verified, and SES has left its sandbox."""
    if facts.mail_identity is None:
        return Finding.of_unknown(
            f"Cognito's own sender: {COGNITO_A_DAY} mails a day for the whole account",
            "before the first real users, set mail_sender in settings.auto.tfvars",
        )
    ses, identity = clients.get("sesv2", facts.region), facts.mail_identity.rpartition("/")[2]
    try:
        verified = ses.get_email_identity(EmailIdentity=identity)["VerifiedForSendingStatus"]
    except ClientError as error:
        if error_code(error) != "NotFoundException":
            raise
        verified = False
    if not verified:
        return Finding.of_failure(f"SES has not verified {identity}", "verify it in the console of SES")
    if not ses.get_account()["ProductionAccessEnabled"]:
        return Finding.of_failure(
            "SES is in its sandbox, and sends to verified addresses only",
            "ask for production access in the console of SES",
        )
    return Finding.of_pass(f"SES sends as {identity}")
