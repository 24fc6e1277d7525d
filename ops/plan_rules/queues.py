"""Rules for queues and what they feed."""

from collections.abc import Iterator, Mapping

from ops.plan_rules.plan import Plan, Rule

HOLD = "sqs:ChangeMessageVisibility"

LATEST_SECONDS = 60
"""How much longer than its function may run a queue may hide a message. Whoever is killed before it has touched its
message is replaced only then."""


def visibility(plan: Plan) -> Iterator[str]:
    """Lambda takes no queue that hides messages for less time than the function may run.

    AWS advises six times as long, for pollers that receive more than the function may take; a maximum concurrency
    keeps them from that.
    """
    for queue in plan.sources:
        function, seconds = plan.consumer(queue), queue.values["visibility_timeout_seconds"]
        if not function:
            yield f"{queue.address} feeds no function"
        elif seconds < function.values["timeout"]:
            yield f"{queue.address} shows a message again while {function.address} may be at work on it"
        elif seconds > function.values["timeout"] + LATEST_SECONDS:
            yield f"{queue.address} hides a message long after {function.address} was killed"


def messages_are_held(plan: Plan) -> Iterator[str]:
    """A worker holds its message while it works, and nobody touches another's."""
    for queue in plan.sources:
        function = plan.consumer(queue)
        for policy in plan.every("aws_iam_role_policy"):
            may_hold = any(HOLD in it.actions and queue.values["arn"] in it.resources for it in plan.policy(policy))
            if may_hold != (function is not None and policy.module == function.module):
                yield f"{policy.address} {'may' if may_hold else 'may not'} hold messages of {queue.address}"


def redrive(plan: Plan) -> Iterator[str]:
    """Fewer than five receives would lose good messages to a short outage."""
    arns = plan.by("aws_sqs_queue", "arn")
    for queue in plan.sources:
        policy = plan.redrives.get(queue.values["url"])
        if not policy or policy["deadLetterTargetArn"] not in arns or policy["maxReceiveCount"] < 5:
            yield f"{queue.address} has no dead-letter queue after five receives or more"


def dead_letter_retention(plan: Plan) -> Iterator[str]:
    """A dead letter's age counts from when it was first sent."""
    arns, urls = plan.by("aws_sqs_queue", "arn"), plan.by("aws_sqs_queue", "url")
    for url, policy in plan.redrives.items():
        dead = arns.get(policy["deadLetterTargetArn"])
        if dead and dead.values["message_retention_seconds"] < urls[url].values["message_retention_seconds"]:
            yield f"{dead.address} forgets before its queue does"


def partial_batches(plan: Plan) -> Iterator[str]:
    """One bad message must not bring back the good ones."""
    for mapping in plan.every("aws_lambda_event_source_mapping"):
        if mapping.values.get("function_response_types") != ["ReportBatchItemFailures"]:
            yield f"{mapping.address} takes no partial batch responses"


def maximum_concurrency(plan: Plan) -> Iterator[str]:
    """Else a full queue calls a model's provider as hard as the account can."""
    for mapping in plan.every("aws_lambda_event_source_mapping"):
        if not mapping.block("scaling_config").get("maximum_concurrency"):
            yield f"{mapping.address} has no maximum concurrency"


def check_encryption(plan: Plan) -> Iterator[str]:
    """With the stage's own key."""
    keys = plan.by("aws_kms_key", "arn")
    for queue in plan.every("aws_sqs_queue"):
        if queue.values.get("kms_master_key_id") not in keys:
            yield f"{queue.address} is not encrypted with the stage's key"


def tls_only(plan: Plan) -> Iterator[str]:
    """Each queue refuses what is not encrypted on its way."""
    policies = plan.by("aws_sqs_queue_policy", "queue_url")
    for url, queue in plan.by("aws_sqs_queue", "url").items():
        statements = plan.policy(policies[url]) if url in policies else []
        if not any(
            it.effect == "Deny" and it.conditions.get("Bool aws:SecureTransport") == ("false",) for it in statements
        ):
            yield f"{queue.address} takes what is not encrypted on its way"


RULES: Mapping[str, Rule] = {
    "queue-visibility": visibility,
    "messages-are-held": messages_are_held,
    "queue-redrive": redrive,
    "dead-letter-retention": dead_letter_retention,
    "partial-batch-responses": partial_batches,
    "maximum-concurrency": maximum_concurrency,
    "queue-encrypted": check_encryption,
    "queue-tls-only": tls_only,
}
