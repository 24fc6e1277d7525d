"""Rules for logs, alarms, tags and names."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping

from bandup.core.metrics import Metric
from ops.plan_rules.plan import Plan, Rule

MODEL_SETTINGS = {"GEMINI_MODEL", "MODEL_ID"}
METRICS = frozenset(metric.value for metric in Metric)


def _list_watched_metrics(plan: Plan) -> set[tuple[str, str]]:
    """What alarms look at: metric and the last of its dimensions' values."""
    seen = set()
    for alarm in plan.every("aws_cloudwatch_metric_alarm"):
        metrics = [alarm.values, *(query["metric"][0] for query in alarm.values["metric_query"] if query["metric"])]
        seen |= {
            (metric["metric_name"], value) for metric in metrics for value in (metric.get("dimensions") or {}).values()
        }
    return seen


def logs_are_kept(plan: Plan) -> Iterator[str]:
    """All equally long: neither for ever nor for too short a time to look into what went wrong."""
    days = {
        group.address: group.values.get("retention_in_days") or 0 for group in plan.every("aws_cloudwatch_log_group")
    }
    usual, _ = Counter(days.values()).most_common(1)[0]
    for address, kept in days.items():
        if not 30 <= kept <= 400:
            yield f"{address} is kept for ever, or hardly at all"
        elif kept != usual:
            yield f"{address} is kept for {kept} days, the stage's other logs for {usual}"


def logs_encrypted(plan: Plan) -> Iterator[str]:
    """With the stage's own key."""
    keys = plan.by("aws_kms_key", "arn")
    for group in plan.every("aws_cloudwatch_log_group"):
        if group.values.get("kms_key_id") not in keys:
            yield f"{group.address} is not encrypted with the stage's key"


def functions_have_logs(plan: Plan) -> Iterator[str]:
    """Lambda would make a group by itself: without a key, and for ever."""
    groups = plan.by("aws_cloudwatch_log_group", "arn")
    names = {group.values.get("name") for group in groups.values()}
    for function in plan.every("aws_lambda_function"):
        if f"/aws/lambda/{function.values['function_name']}" not in names:
            yield f"{function.address} has no log group"


def functions_are_watched(plan: Plan) -> Iterator[str]:
    """Failures, throttles, and runs near the timeout."""
    watched = _list_watched_metrics(plan)
    for function in plan.every("aws_lambda_function"):
        for metric in ("Errors", "Throttles", "Duration"):
            if (metric, function.values["function_name"]) not in watched:
                yield f"nobody is told of {metric} of {function.address}"


def queues_are_watched(plan: Plan) -> Iterator[str]:
    """Age of a queue's oldest message, and dead letters."""
    watched, arns = _list_watched_metrics(plan), plan.by("aws_sqs_queue", "arn")
    wanted = [(queue, "ApproximateAgeOfOldestMessage") for queue in plan.sources]
    dead = {policy["deadLetterTargetArn"] for policy in plan.redrives.values()}
    wanted += [(arns[arn], "ApproximateNumberOfMessagesVisible") for arn in dead if arn in arns]
    for queue, metric in wanted:
        if (metric, queue.values["name"]) not in watched:
            yield f"nobody is told of {metric} of {queue.address}"


def stage_is_watched(plan: Plan) -> Iterator[str]:
    """The API's faults, stuck jobs, settings that are wrong, and what the models cost."""
    watched = _list_watched_metrics(plan)
    wanted = [("5XXError", "v1"), ("StuckJobs", "job_api")]
    for function in plan.every("aws_lambda_function"):
        variables = function.block("environment").get("variables", {})
        wanted.append(("ConfigurationErrors", variables["POWERTOOLS_SERVICE_NAME"]))
        if MODEL_SETTINGS & variables.keys():
            wanted.append(("CostUsd", variables["POWERTOOLS_SERVICE_NAME"]))
    for metric, of in wanted:
        if (metric, of) not in watched:
            yield f"nobody is told of {metric} of {of}"


def alarms_are_told(plan: Plan) -> Iterator[str]:
    """By a topic of the stage that is encrypted, and that somebody reads."""
    topics, keys = plan.by("aws_sns_topic", "arn"), plan.by("aws_kms_key", "arn")
    read = {subscription.values["topic_arn"] for subscription in plan.every("aws_sns_topic_subscription")}
    told = {arn for arn, topic in topics.items() if topic.values.get("kms_master_key_id") in keys and arn in read}
    for alarm in plan.every("aws_cloudwatch_metric_alarm"):
        if not told & set(alarm.values.get("alarm_actions") or ()):
            yield f"{alarm.address} is told to nobody"


def one_dashboard(plan: Plan) -> Iterator[str]:
    """With what an operator looks at first."""
    bodies = [json.loads(board.values["dashboard_body"]) for board in plan.every("aws_cloudwatch_dashboard")]
    if len(bodies) != 1 or not bodies[0]["widgets"]:
        yield f"there are {len(bodies)} dashboards"


def metrics_are_written(plan: Plan) -> Iterator[str]:
    """An alarm on a metric that nobody writes is silent for ever, and a metric that nobody sees is for nothing."""
    variables = [it.block("environment").get("variables", {}) for it in plan.every("aws_lambda_function")]
    writers = {(it.get("POWERTOOLS_METRICS_NAMESPACE"), it.get("POWERTOOLS_SERVICE_NAME")) for it in variables}
    seen = set(_own_metrics(plan))
    for namespace, name, service in seen:
        if name not in METRICS or (namespace, service) not in writers:
            yield f"nobody writes {name} of {service} into {namespace}"
    for name in METRICS - {name for _, name, _ in seen}:
        yield f"{name} is written, and looked at by nobody"


def _own_metrics(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Namespace, metric and service of whatever alarms and dashboards look at, AWS' own metrics left out."""
    for alarm in plan.every("aws_cloudwatch_metric_alarm"):
        queries = [query["metric"][0] for query in alarm.values["metric_query"] if query["metric"]]
        for metric in queries or [alarm.values]:
            if not metric["namespace"].startswith("AWS/"):
                yield metric["namespace"], metric["metric_name"], metric["dimensions"].get("service", "")
    for board in plan.every("aws_cloudwatch_dashboard"):
        for widget in json.loads(board.values["dashboard_body"])["widgets"]:
            for namespace, name, *dimensions in widget["properties"]["metrics"]:
                if not namespace.startswith("AWS/"):
                    yield namespace, name, dimensions[-1]


def tags(plan: Plan) -> Iterator[str]:
    """By which a bill is divided. Of types that are made up in part the provider's tags are not known."""
    for resource in plan.every():
        given = resource.values.get("tags_all")
        if resource.whole and given is not None and given != {"project": "bandup", "stage": plan.stage}:
            yield f"{resource.address} has the tags {given}"


def names_carry_the_stage(plan: Plan) -> Iterator[str]:
    """Two stages of one account never meet."""
    named = {"aws_lambda_function": "function_name", "aws_dynamodb_table": "name", "aws_sqs_queue": "name"}
    named |= {"aws_s3_bucket": "bucket", "aws_iam_role": "name", "aws_cloudwatch_metric_alarm": "alarm_name"}
    for kind, attribute in named.items():
        for resource in plan.every(kind):
            if not resource.values[attribute].startswith(f"bandup-{plan.stage}-"):
                yield f"{resource.address} is called {resource.values[attribute]}"


RULES: Mapping[str, Rule] = {
    "logs-are-kept": logs_are_kept,
    "logs-encrypted": logs_encrypted,
    "functions-have-logs": functions_have_logs,
    "functions-are-watched": functions_are_watched,
    "queues-are-watched": queues_are_watched,
    "stage-is-watched": stage_is_watched,
    "alarms-are-told": alarms_are_told,
    "one-dashboard": one_dashboard,
    "metrics-are-written": metrics_are_written,
    "tags": tags,
    "names-carry-the-stage": names_carry_the_stage,
}
