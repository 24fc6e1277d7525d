"""One fault for every rule, planted into a plan that keeps them all."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ops.plan_rules.planning import CANARY

Changes = list[dict[str, Any]]
Values = dict[str, Any]
Fault = Callable[[Changes], None]
Where = Callable[[Values], bool]


def anything(_: Values) -> bool:
    return True


def named(end: str) -> Where:
    return lambda values: str(values["name"]).endswith(end)


def _first(changes: Changes, kind: str, where: Where) -> dict[str, Any]:
    return next(change for change in changes if change["type"] == kind and where(change["change"]["after"]))


def edit(kind: str, where: Where = anything, **values: Any) -> Fault:
    def plant(changes: Changes) -> None:
        _first(changes, kind, where)["change"]["after"].update(values)

    return plant


def edit_block(kind: str, block: str, where: Where = anything, **values: Any) -> Fault:
    def plant(changes: Changes) -> None:
        _first(changes, kind, where)["change"]["after"][block][0].update(values)

    return plant


def drop(kind: str, where: Where = anything) -> Fault:
    def plant(changes: Changes) -> None:
        changes.remove(_first(changes, kind, where))

    return plant


def setting(**variables: str) -> Fault:
    def plant(changes: Changes) -> None:
        _first(changes, "aws_lambda_function", anything)["change"]["after"]["environment"][0]["variables"] |= variables

    return plant


def allow(action: str, resource: str) -> Fault:
    def plant(changes: Changes) -> None:
        module = _first(changes, "aws_iam_role_policy", anything)["module_address"]
        document = next(it for it in changes if it["mode"] == "data" and it["module_address"] == module)
        statement = {"effect": None, "actions": [action], "resources": [resource], "condition": []}
        document["change"]["after"]["statement"].append(statement)

    return plant


def paths(change: Callable[[dict[str, Any]], None]) -> Fault:
    def plant(changes: Changes) -> None:
        values = _first(changes, "aws_api_gateway_rest_api", anything)["change"]["after"]
        body = json.loads(values["body"])
        change(body["paths"])
        values["body"] = json.dumps(body)

    return plant


def own_answers(change: Callable[[dict[str, Any]], None]) -> Fault:
    def plant(changes: Changes) -> None:
        values = _first(changes, "aws_api_gateway_rest_api", anything)["change"]["after"]
        body = json.loads(values["body"])
        change(body["x-amazon-apigateway-gateway-responses"])
        values["body"] = json.dumps(body)

    return plant


def document(kind: str, attribute: str, old: str, new: str) -> Fault:
    def plant(changes: Changes) -> None:
        values = _first(changes, kind, anything)["change"]["after"]
        assert old in values[attribute]
        values[attribute] = values[attribute].replace(old, new)

    return plant


def unread_policy(changes: Changes) -> None:
    module = _first(changes, "aws_iam_role_policy", anything)["module_address"]
    changes[:] = [it for it in changes if not (it["mode"] == "data" and it["module_address"] == module)]


def closed_key(changes: Changes) -> None:
    module = _first(changes, "aws_iam_role_policy", anything)["module_address"]
    for it in changes:
        if it["type"] == "aws_iam_policy_document" and it["module_address"] == module:
            found = it["change"]["after"]["statement"]
            found[:] = [statement for statement in found if "kms:Decrypt" not in statement["actions"]]


def signer_without_key(changes: Changes) -> None:
    for it in changes:
        if it["type"] == "aws_iam_policy_document" and it["module_address"].endswith('function["s3_upload"]'):
            for statement in it["change"]["after"]["statement"]:
                if "kms:GenerateDataKey" in statement["actions"]:
                    statement["actions"] = ["kms:Decrypt"]


def shared_role(changes: Changes) -> None:
    one, other = [change for change in changes if change["type"] == "aws_lambda_function"][:2]
    one["change"]["after"]["role"] = other["change"]["after"]["role"]


def attached_policy(changes: Changes) -> None:
    kind = "aws_iam_role_policy_attachment"
    changes.append({"address": f"{kind}.planted", "mode": "managed", "type": kind, "change": {"after": {}}})


def long_lived_uploads(changes: Changes) -> None:
    values = _first(changes, "aws_s3_bucket_lifecycle_configuration", anything)["change"]["after"]
    (uploads,) = [rule for rule in values["rule"] if rule["filter"][0]["prefix"] == "uploads/"]
    uploads["expiration"][0]["days"] = 31


def without_token_limit(changes: Changes) -> None:
    values = _first(changes, "aws_wafv2_web_acl", anything)["change"]["after"]
    values["rule"] = [rule for rule in values["rule"] if rule["name"] != "requests-per-token"]


def generous_to_tokens(changes: Changes) -> None:
    for rule in _first(changes, "aws_wafv2_web_acl", anything)["change"]["after"]["rule"]:
        for statement in rule["statement"][0]["rate_based_statement"]:
            statement["limit"] = 100_000 if rule["name"] == "requests-per-token" else 200_000


def half_deaf(changes: Changes) -> None:
    for it in changes:
        if it["type"] == "aws_cloudwatch_event_rule" and it["change"]["after"].get("event_pattern"):
            after = it["change"]["after"]
            after["event_pattern"] = after["event_pattern"].replace("uploads/resume/", "uploads/else/")


def silent_firewall(changes: Changes) -> None:
    for rule in _first(changes, "aws_wafv2_web_acl", anything)["change"]["after"]["rule"]:
        for block in [block for action in rule["action"] for block in action["block"]]:
            block["custom_response"][0]["response_header"] = []


def foreign_reader(changes: Changes) -> None:
    for it in changes:
        if it["type"] == "aws_iam_policy_document" and it["module_address"].endswith(".module.bucket"):
            for condition in [
                each for statement in it["change"]["after"]["statement"] for each in statement["condition"]
            ]:
                if condition["variable"] == "aws:SourceArn":
                    condition["values"] = ["arn:aws:cloudfront::999999999999:distribution/ANOTHER"]


def page_policy(old: str, new: str) -> Fault:
    def plant(changes: Changes) -> None:
        values = _first(changes, "aws_cloudfront_response_headers_policy", anything)["change"]["after"]
        policy = values["security_headers_config"][0]["content_security_policy"][0]
        assert old in policy["content_security_policy"]
        policy["content_security_policy"] = policy["content_security_policy"].replace(old, new)

    return plant


def unencrypted_configuration(changes: Changes) -> None:
    values = _first(changes, "aws_cloudfront_distribution", anything)["change"]["after"]
    values["ordered_cache_behavior"][0]["viewer_protocol_policy"] = "allow-all"


def unsigned_origin(changes: Changes) -> None:
    values = _first(changes, "aws_cloudfront_distribution", anything)["change"]["after"]
    values["origin"][0]["origin_access_control_id"] = ""


def drop_origins(changes: Changes) -> None:
    values = _first(changes, "aws_s3_bucket_cors_configuration", anything)["change"]["after"]
    values["cors_rule"][0]["allowed_origins"] = ["https://app.example.com"]


def browsers(values: Values) -> bool:
    return not str(values["name"]).endswith("-operators")


def without_deletion(changes: Changes) -> None:
    for it in changes:
        if it["type"] == "aws_iam_policy_document":
            for statement in it["change"]["after"]["statement"]:
                statement["actions"] = [action for action in statement["actions"] if not action.startswith("cognito-")]


def without_heartbeat(changes: Changes) -> None:
    for it in changes:
        if it["type"] == "aws_iam_policy_document":
            for statement in it["change"]["after"]["statement"]:
                statement["actions"] = [each for each in statement["actions"] if each != "sqs:ChangeMessageVisibility"]


def beside_the_document(changes: Changes) -> None:
    kind = "aws_api_gateway_gateway_response"
    changes.append({"address": f"{kind}.planted", "mode": "managed", "type": kind, "change": {"after": {}}})


def slow_answer(changes: Changes) -> None:
    edit("aws_lambda_function", lambda it: it["function_name"].endswith("-job-api"), timeout=60)(changes)


def unauthorised(found: dict[str, Any]) -> None:
    found["/jobs"]["get"]["security"] = [{"cognito": []}]


def unqualified(found: dict[str, Any]) -> None:
    integration = found["/jobs"]["get"]["x-amazon-apigateway-integration"]
    integration["uri"] = integration["uri"].replace(":live/", "/")


def source(values: Values) -> bool:
    return str(values["name"]).endswith("-writing-queue")


def every_route(values: Values) -> bool:
    return bool(values["method_path"] == "*/*")


def one_route(values: Values) -> bool:
    return not every_route(values)


def alarm(metric: str) -> Where:
    return lambda values: values["metric_name"] == metric


FAULTS: Mapping[str, Fault] = {
    "queue-visibility": edit("aws_sqs_queue", source, visibility_timeout_seconds=299),
    "messages-are-held": without_heartbeat,
    "queue-redrive": document("aws_sqs_queue_redrive_policy", "redrive_policy", ":1000}", ":4}"),
    "dead-letter-retention": edit("aws_sqs_queue", named("-dlq"), message_retention_seconds=345599),
    "partial-batch-responses": edit("aws_lambda_event_source_mapping", function_response_types=None),
    "maximum-concurrency": edit("aws_lambda_event_source_mapping", scaling_config=[]),
    "queue-encrypted": edit("aws_sqs_queue", kms_master_key_id=None),
    "queue-tls-only": drop("aws_sqs_queue_policy"),
    "digest-pins": edit("aws_lambda_function", image_uri="000000000000.dkr.ecr/bandup/job_api:v1"),
    "role-of-its-own": shared_role,
    "only-lambda-assumes": edit(
        "aws_iam_role",
        assume_role_policy=json.dumps({"Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}}]}),
    ),
    "alias-is-called": paths(unqualified),
    "callers-are-named": edit("aws_lambda_permission", source_arn=None),
    "in-time-for-the-gateway": slow_answer,
    "versions-are-published": edit("aws_lambda_function", publish=False),
    "environment-encrypted": edit("aws_lambda_function", kms_key_arn=None),
    "no-secret-in-an-environment": setting(GEMINI_API_KEY="AIza"),
    "no-secret-in-the-plan": edit("aws_secretsmanager_secret", description=CANARY),
    "policies-are-known": unread_policy,
    "no-wildcard-actions": allow("dynamodb:*", "arn:aws:dynamodb:us-east-1:000000000000:table/bandup-dev-jobs"),
    "no-wildcard-resources": allow("s3:GetObject", "*"),
    "stage-in-every-arn": allow("s3:GetObject", "arn:aws:s3:::bandup-other-documents/x"),
    "key-by-way-of-services": allow("kms:Decrypt", "arn:aws:kms:us-east-1:000000000000:key/the-key-of-the-stage"),
    "key-opens-what-is-used": closed_key,
    "no-attached-policies": attached_policy,
    "routes-authorised": paths(unauthorised),
    "authorizer-is-the-pool": document("aws_api_gateway_rest_api", "body", ":userpool/us-east-1_", ":userpool/other_"),
    "routes-throttled": drop("aws_api_gateway_method_settings", every_route),
    "work-is-throttled-more": drop("aws_api_gateway_method_settings", one_route),
    "access-log": edit("aws_api_gateway_stage", access_log_settings=[]),
    "bodies-are-not-logged": edit_block("aws_api_gateway_method_settings", "settings", data_trace_enabled=True),
    "errors-are-logged": edit_block("aws_api_gateway_method_settings", "settings", logging_level="OFF"),
    "exact-origins": setting(CORS_ORIGINS="*"),
    "callers-are-limited": drop("aws_wafv2_web_acl_association"),
    "one-token-leaves-work-to-others": generous_to_tokens,
    "own-answers-are-imported": own_answers(lambda own: own.pop("UNAUTHORIZED")),
    "own-answers-have-their-status": own_answers(lambda own: own["DEFAULT_4XX"].update(statusCode="400")),
    "own-answers-are-readable": own_answers(lambda own: own["THROTTLED"]["responseParameters"].popitem()),
    "refusals-of-the-firewall-are-readable": silent_firewall,
    "no-metrics-of-routes-for-nobody": edit_block("aws_api_gateway_method_settings", "settings", metrics_enabled=True),
    "addresses-fold-case": edit_block("aws_cognito_user_pool", "username_configuration", case_sensitive=True),
    "mfa-is-optional": edit("aws_cognito_user_pool", mfa_configuration="OFF"),
    "mails-by-the-given-sender": edit_block(
        "aws_cognito_user_pool", "email_configuration", email_sending_account="COGNITO_DEFAULT"
    ),
    "ways-to-sign-in": edit(
        "aws_cognito_user_pool_client",
        named("-operators"),
        explicit_auth_flows=["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_PASSWORD_AUTH"],
    ),
    "exact-returns": edit("aws_cognito_user_pool_client", browsers, logout_urls=None),
    "every-client-is-taken": setting(COGNITO_CLIENT_IDS="client-of-bandup-dev"),
    "one-deletes-sign-ins": allow("cognito-idp:AdminGetUser", "arn:aws:cognito-idp:us-east-1:000000000000:userpool/x"),
    "point-in-time-recovery": edit_block("aws_dynamodb_table", "point_in_time_recovery", enabled=False),
    "tables-encrypted": edit("aws_dynamodb_table", server_side_encryption=[]),
    "deletion-protection": edit("aws_dynamodb_table", deletion_protection_enabled=False),
    "nothing-public": edit("aws_s3_bucket_public_access_block", block_public_policy=False),
    "buckets-tls-only": drop("aws_s3_bucket_policy"),
    "versioned": edit_block("aws_s3_bucket_versioning", "versioning_configuration", status="Suspended"),
    "uploads-expire": long_lived_uploads,
    "later-uploads-are-cleared": half_deaf,
    "buckets-encrypted": edit_block(
        "aws_s3_bucket_server_side_encryption_configuration", "rule", bucket_key_enabled=False
    ),
    "secrets-encrypted": edit("aws_secretsmanager_secret", kms_key_id=None),
    "secrets-without-values": edit("aws_secretsmanager_secret_version", secret_string="a key"),
    "key-rotates": edit("aws_kms_key", enable_key_rotation=False),
    "only-its-distribution-reads": foreign_reader,
    "pages-are-encrypted-on-their-way": edit_block(
        "aws_cloudfront_distribution", "default_cache_behavior", viewer_protocol_policy="allow-all"
    ),
    "pages-run-no-foreign-script": page_policy("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
    "console-may-sign-in-and-ask": edit(
        "aws_cognito_user_pool_client", browsers, callback_urls=["https://app.example.com/callback"]
    ),
    "releases-stay-apart": edit_block(
        "aws_cloudfront_distribution", "default_cache_behavior", target_origin_id="bucket"
    ),
    "logs-are-kept": edit("aws_cloudwatch_log_group", retention_in_days=0),
    "logs-encrypted": edit("aws_cloudwatch_log_group", kms_key_id=None),
    "functions-have-logs": drop("aws_cloudwatch_log_group", lambda it: str(it.get("name")).endswith("-job-api")),
    "functions-are-watched": drop("aws_cloudwatch_metric_alarm", alarm("Throttles")),
    "queues-are-watched": drop("aws_cloudwatch_metric_alarm", alarm("ApproximateAgeOfOldestMessage")),
    "stage-is-watched": drop("aws_cloudwatch_metric_alarm", alarm("StuckJobs")),
    "alarms-are-told": edit("aws_cloudwatch_metric_alarm", alarm_actions=[]),
    "one-dashboard": drop("aws_cloudwatch_dashboard"),
    "metrics-are-written": edit("aws_cloudwatch_metric_alarm", alarm("StuckJobs"), metric_name="JobsStuck"),
    "tags": edit("aws_cloudwatch_metric_alarm", tags_all={"project": "bandup"}),
    "names-carry-the-stage": edit("aws_dynamodb_table", name="bandup-jobs"),
}


def missing_scope_of_one(found: dict[str, Any]) -> None:
    found["/me"]["delete"]["security"] = []


def preflight_with_token(found: dict[str, Any]) -> None:
    found["/jobs"]["options"]["security"] = [{"cognito": ["bandup/api"]}]


def unseen_metric(changes: Changes) -> None:
    body = _first(changes, "aws_cloudwatch_dashboard", anything)["change"]["after"]
    body["dashboard_body"] = body["dashboard_body"].replace('"OutputTokens"', '"InputTokens"')


def failures_unwatched(changes: Changes) -> None:
    changes.remove(
        next(
            change
            for change in changes
            if change["type"] == "aws_cloudwatch_metric_alarm" and change["address"].endswith('.errors["job_api"]')
        )
    )


def cost_unwatched(changes: Changes) -> None:
    changes.remove(next(change for change in changes if change["address"].endswith("aws_cloudwatch_metric_alarm.cost")))


MORE: Sequence[tuple[str, Fault]] = (
    ("queue-redrive", drop("aws_sqs_queue_redrive_policy")),
    ("queue-redrive", document("aws_sqs_queue_redrive_policy", "redrive_policy", "-dlq", "-elsewhere")),
    ("routes-authorised", paths(missing_scope_of_one)),
    ("routes-authorised", paths(preflight_with_token)),
    (
        "routes-throttled",
        edit_block("aws_api_gateway_method_settings", "settings", every_route, throttling_rate_limit=-1),
    ),
    (
        "work-is-throttled-more",
        edit_block("aws_api_gateway_method_settings", "settings", one_route, throttling_rate_limit=0),
    ),
    ("access-log", edit_block("aws_api_gateway_stage", "access_log_settings", format="$context.identity.sourceIp")),
    ("exact-origins", setting(CORS_ORIGINS="https://app.example.com,https://*.example.com")),
    ("logs-are-kept", edit("aws_cloudwatch_log_group", retention_in_days=7)),
    ("logs-are-kept", edit("aws_cloudwatch_log_group", retention_in_days=90)),
    ("functions-are-watched", failures_unwatched),
    ("functions-are-watched", drop("aws_cloudwatch_metric_alarm", alarm("Duration"))),
    ("queues-are-watched", drop("aws_cloudwatch_metric_alarm", alarm("ApproximateNumberOfMessagesVisible"))),
    ("stage-is-watched", drop("aws_cloudwatch_metric_alarm", alarm("5XXError"))),
    ("stage-is-watched", drop("aws_cloudwatch_metric_alarm", alarm("ConfigurationErrors"))),
    ("stage-is-watched", cost_unwatched),
    ("alarms-are-told", drop("aws_sns_topic_subscription")),
    ("alarms-are-told", edit("aws_sns_topic", kms_master_key_id=None)),
    ("metrics-are-written", edit("aws_cloudwatch_metric_alarm", alarm("StuckJobs"), namespace="BandUp/other")),
    ("metrics-are-written", unseen_metric),
    ("own-answers-are-imported", beside_the_document),
    ("own-answers-have-their-status", own_answers(lambda own: own["WAF_FILTERED"].update(statusCode="400"))),
    (
        "own-answers-are-readable",
        own_answers(
            lambda own: own["UNAUTHORIZED"]["responseParameters"].update(
                {"gatewayresponse.header.Access-Control-Allow-Origin": "'*'"}
            )
        ),
    ),
    ("addresses-fold-case", edit("aws_cognito_user_pool", username_configuration=[])),
    ("ways-to-sign-in", drop("aws_cognito_user_pool_client", named("-operators"))),
    ("exact-returns", edit("aws_cognito_user_pool_client", browsers, callback_urls=["http://app.example.com/"])),
    ("one-deletes-sign-ins", without_deletion),
    ("buckets-encrypted", drop("aws_s3_bucket_server_side_encryption_configuration")),
    ("key-opens-what-is-used", signer_without_key),
    ("nothing-public", drop("aws_s3_bucket_public_access_block")),
    ("uploads-expire", drop("aws_s3_bucket_lifecycle_configuration")),
    ("later-uploads-are-cleared", drop("aws_s3_bucket_notification")),
    ("only-its-distribution-reads", unsigned_origin),
    ("only-its-distribution-reads", edit("aws_cloudfront_origin_access_control", signing_behavior="no-override")),
    ("pages-are-encrypted-on-their-way", unencrypted_configuration),
    ("pages-run-no-foreign-script", page_policy("frame-ancestors 'none'", "frame-ancestors 'self'")),
    (
        "pages-run-no-foreign-script",
        edit_block("aws_cloudfront_distribution", "default_cache_behavior", response_headers_policy_id=None),
    ),
    ("console-may-sign-in-and-ask", setting(CORS_ORIGINS="https://app.example.com")),
    ("console-may-sign-in-and-ask", drop_origins),
    ("callers-are-limited", without_token_limit),
    (
        "no-wildcard-resources",
        allow("dynamodb:Query", "arn:aws:dynamodb:us-east-1:000000000000:table/bandup-dev-jobs/*"),
    ),
)
"""Further faults of rules that look at more than one thing."""
