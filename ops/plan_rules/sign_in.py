"""Rules for the user pool: what can't be changed once people have signed up, and who may sign in how."""

from collections.abc import Iterator, Mapping

from ops.plan_rules.plan import Plan, Rule

OPERATORS = "ALLOW_ADMIN_USER_PASSWORD_AUTH"
"""A password is taken from whoever has AWS' own credentials, and from nobody else."""

DELETES = "cognito-idp:AdminDeleteUser"


def addresses_fold_case(plan: Plan) -> Iterator[str]:
    """A phone capitalises the first letter; a pool that tells such addresses apart can never be mended."""
    for pool in plan.every("aws_cognito_user_pool"):
        if pool.block("username_configuration").get("case_sensitive") is not False:
            yield f"{pool.address} makes two users of A@example.com and a@example.com"


def mfa_is_optional(plan: Plan) -> Iterator[str]:
    """A user may add an authenticator app."""
    for pool in plan.every("aws_cognito_user_pool"):
        app = pool.block("software_token_mfa_configuration").get("enabled")
        if pool.values.get("mfa_configuration") != "OPTIONAL" or not app:
            yield f"{pool.address} lets nobody add an authenticator app, or demands one"


def mails_by_the_given_sender(plan: Plan) -> Iterator[str]:
    """The stages are planned with a sender; Cognito's own sends 50 mails a day."""
    for pool in plan.every("aws_cognito_user_pool"):
        sender = pool.block("email_configuration")
        if sender.get("email_sending_account") != "DEVELOPER" or not sender.get("source_arn"):
            yield f"{pool.address} does not send by the identity that it is given"


def ways_to_sign_in(plan: Plan) -> Iterator[str]:
    """Operators have a client of their own, which does one thing. In prod no program signs in by a password alone."""
    flows = {
        client.address: set(client.values.get("explicit_auth_flows") or ())
        for client in plan.every("aws_cognito_user_pool_client")
    }
    if {OPERATORS} not in flows.values():
        yield "operators have no client of their own"
    for address, allowed in flows.items():
        if OPERATORS in allowed and allowed != {OPERATORS}:
            yield f"{address} is for operators, and for others too"
        if plan.stage == "prod" and "ALLOW_USER_PASSWORD_AUTH" in allowed:
            yield f"{address} takes a password from anybody's program"


def exact_returns(plan: Plan) -> Iterator[str]:
    """Whoever signs in or out at the hosted pages returns to a page of ours."""
    for client in plan.every("aws_cognito_user_pool_client"):
        if not client.values.get("allowed_oauth_flows"):
            continue
        for name in ("callback_urls", "logout_urls"):
            addresses = client.values.get(name) or ()
            if not addresses or not all(address.startswith("https://") for address in addresses):
                yield f"{client.address} has no exact {name}"


def every_client_is_taken(plan: Plan) -> Iterator[str]:
    """Each function that checks tokens takes those of every client, and of no other."""
    clients = {client.values["id"] for client in plan.every("aws_cognito_user_pool_client")}
    for function in plan.every("aws_lambda_function"):
        taken = function.block("environment").get("variables", {}).get("COGNITO_CLIENT_IDS")
        if taken and set(taken.split(",")) != clients:
            yield f"{function.address} takes tokens of {taken}"


def one_deletes_sign_ins(plan: Plan) -> Iterator[str]:
    """Who deletes accounts deletes users of this pool; no function does anything else to users."""
    pools = set(plan.by("aws_cognito_user_pool", "arn"))
    deleting = 0
    for policy in plan.every("aws_iam_role_policy"):
        for statement in plan.policy(policy):
            touching = [action for action in statement.actions if action.startswith("cognito-")]
            if touching and (touching != [DELETES] or set(statement.resources) != pools):
                yield f"{policy.address} allows {' '.join(touching)} on {' '.join(statement.resources)}"
            deleting += DELETES in touching
    if deleting != 1:
        yield f"{deleting} functions delete sign-ins"


RULES: Mapping[str, Rule] = {
    "addresses-fold-case": addresses_fold_case,
    "mfa-is-optional": mfa_is_optional,
    "mails-by-the-given-sender": mails_by_the_given_sender,
    "ways-to-sign-in": ways_to_sign_in,
    "exact-returns": exact_returns,
    "every-client-is-taken": every_client_is_taken,
    "one-deletes-sign-ins": one_deletes_sign_ins,
}
