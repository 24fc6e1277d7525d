"""Rules for the API."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ops.plan_rules.plan import Plan, Rule

SIGN_IN_SCOPE = "aws.cognito.signin.user.admin"
TELLING = ("authorizer", "identity", "requestOverride", "$context.path")
"""Parts of the access log's variables that would tell who someone is, or what they read."""

STATUSES = {
    "UNAUTHORIZED": "401",
    "ACCESS_DENIED": "403",
    "WAF_FILTERED": "403",
    "MISSING_AUTHENTICATION_TOKEN": "404",
    "REQUEST_TOO_LARGE": "413",
    "THROTTLED": "429",
    "QUOTA_EXCEEDED": "429",
    "INTEGRATION_FAILURE": "503",
    "INTEGRATION_TIMEOUT": "503",
    "DEFAULT_4XX": None,
    "DEFAULT_5XX": "500",
}
"""What the gateway answers by itself. DEFAULT_4XX fixes none: it would give it to every other refusal."""

NO_WORK = {"/reviews"}
"""What is posted without beginning work: a review every few seconds costs neither money nor room."""

WINDOW_SECONDS = 300
"""In which WAF counts."""

ADDRESS = "IP"
ADDRESS_AND_TOKEN = "CUSTOM_KEYS authorization"  # noqa: S105  # keys of a rule
"""What callers are told apart by."""

READABLE = {
    "gatewayresponse.header.Access-Control-Allow-Origin": "method.request.header.Origin",
    "gatewayresponse.header.Vary": "'Origin'",
}


def routes_authorised(plan: Plan) -> Iterator[str]:
    """Without scopes the gateway refuses access tokens and takes ID tokens. A preflight carries no token."""
    for path, item in plan.paths.items():
        for method, operation in item.items():
            scopes = [scope for need in operation["security"] for scope in need.get("cognito", [])]
            if method != "options" and SIGN_IN_SCOPE not in scopes:
                yield f"{method.upper()} {path} asks for no scope of an access token"
            if method == "options" and operation["security"]:
                yield f"OPTIONS {path} asks for a token"


def authorizer_is_the_pool(plan: Plan) -> Iterator[str]:
    """Tokens of another pool are nobody's."""
    pools = plan.by("aws_cognito_user_pool", "arn")
    (api,) = plan.every("aws_api_gateway_rest_api")
    for arn in re.findall(r"arn:aws:cognito-idp:[^\"]+", api.values["body"]):
        if arn not in pools:
            yield f"{api.address} takes tokens of {arn}"


def routes_throttled(plan: Plan) -> Iterator[str]:
    """One setting for all, which no route can slip by."""
    settings = plan.by("aws_api_gateway_method_settings", "method_path")
    limits = settings["*/*"].block("settings") if "*/*" in settings else {}
    if not (limits.get("throttling_rate_limit", -1) > 0 and limits.get("throttling_burst_limit", -1) > 0):
        yield "routes have no limit"


def work_is_throttled_more(plan: Plan) -> Iterator[str]:
    """What begins paid work has a limit of its own, below the others'."""
    settings = plan.by("aws_api_gateway_method_settings", "method_path")
    most = settings["*/*"].block("settings").get("throttling_rate_limit", -1) if "*/*" in settings else -1
    for path, item in plan.paths.items():
        own = settings.get(f"{path.replace('/', '~1')}/POST")
        if (
            "post" in item
            and path not in NO_WORK
            and not (own and 0 < own.block("settings")["throttling_rate_limit"] < most)
        ):
            yield f"POST {path} has no lower limit of its own"


def access_log(plan: Plan) -> Iterator[str]:
    """Every request leaves a line, which tells neither who nor what."""
    groups = plan.by("aws_cloudwatch_log_group", "arn")
    for stage in plan.every("aws_api_gateway_stage"):
        log = stage.block("access_log_settings")
        if log.get("destination_arn") not in groups:
            yield f"{stage.address} writes no access log"
        yield from (f"{stage.address} logs {part}" for part in TELLING if part in log.get("format", ""))


def bodies_are_not_logged(plan: Plan) -> Iterator[str]:
    """A data trace holds tokens and essays."""
    for settings in plan.every("aws_api_gateway_method_settings"):
        if settings.block("settings").get("data_trace_enabled") is not False:
            yield f"{settings.address} logs bodies"


def errors_are_logged(plan: Plan) -> Iterator[str]:
    """What the gateway could not do it says in its own log."""
    for settings in plan.every("aws_api_gateway_method_settings"):
        if settings.block("settings").get("logging_level") not in {"ERROR", "INFO"}:
            yield f"{settings.address} keeps the gateway's errors to itself"


def exact_origins(plan: Plan) -> Iterator[str]:
    """A wildcard would let any page read with a user's token."""
    origins = {
        function.address: function.block("environment").get("variables", {}).get("CORS_ORIGINS", "").split(",")
        for function in plan.every("aws_lambda_function")
    }
    for cors in plan.every("aws_s3_bucket_cors_configuration"):
        origins[cors.address] = [origin for rule in cors.values["cors_rule"] for origin in rule["allowed_origins"]]
    for address, named in origins.items():
        if any(origin and not re.fullmatch(r"https://[a-z0-9.-]+(:\d+)?", origin) for origin in named):
            yield f"{address} lets in an origin that is not exact"


def _own_answers(plan: Plan) -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = plan.api_document.get("x-amazon-apigateway-gateway-responses", {})
    return found


def own_answers_are_imported(plan: Plan) -> Iterator[str]:
    """An import takes away whatever was made beside the document."""
    for response in plan.every("aws_api_gateway_gateway_response"):
        yield f"{response.address} is gone after the next import"
    yield from (f"the gateway has no answer for {kind}" for kind in STATUSES if kind not in _own_answers(plan))


def own_answers_have_their_status(plan: Plan) -> Iterator[str]:
    """A client acts on it."""
    for kind, answer in _own_answers(plan).items():
        if kind in STATUSES and answer.get("statusCode") != STATUSES[kind]:
            yield f"{kind} is answered with {answer.get('statusCode')}"


def own_answers_are_readable(plan: Plan) -> Iterator[str]:
    """Without the header a page sees a failed request, and no reason."""
    for kind, answer in _own_answers(plan).items():
        if not READABLE.items() <= answer.get("responseParameters", {}).items():
            yield f"a page cannot read {kind}"


def refusals_of_the_firewall_are_readable(plan: Plan) -> Iterator[str]:
    """Its answers stand before the gateway's, and it can repeat no header of a request."""
    for acl in plan.every("aws_wafv2_web_acl"):
        for rule in acl.values["rule"]:
            for block in [block for action in rule["action"] for block in action["block"]]:
                headers = [
                    (header["name"], header["value"])
                    for response in block["custom_response"]
                    for header in response["response_header"]
                ]
                if ("Access-Control-Allow-Origin", "*") not in headers:
                    yield f"a page cannot read what {rule['name']} answers"


def no_metrics_of_routes_for_nobody(plan: Plan) -> Iterator[str]:
    """Each costs, so there are some only where an alarm or a graph names a route."""
    shown = [alarm.values.get("dimensions") or {} for alarm in plan.every("aws_cloudwatch_metric_alarm")]
    graphs = " ".join(board.values["dashboard_body"] for board in plan.every("aws_cloudwatch_dashboard"))
    if any("Resource" in dimensions for dimensions in shown) or '"Resource"' in graphs:
        return
    for settings in plan.every("aws_api_gateway_method_settings"):
        if settings.block("settings").get("metrics_enabled"):
            yield f"{settings.address} counts what nobody looks at"


def callers_are_limited(plan: Plan) -> Iterator[str]:
    """One address can't use up everybody's limits, and of those who share one, one token can't use up the others'."""
    acls = plan.by("aws_wafv2_web_acl", "arn")
    guarded = {
        it.values["resource_arn"]: it.values["web_acl_arn"] for it in plan.every("aws_wafv2_web_acl_association")
    }
    for stage in plan.every("aws_api_gateway_stage"):
        acl = acls.get(guarded.get(stage.values["arn"], ""))
        limits = _limits_by_key(acl.values["rule"]) if acl else {}
        if ADDRESS not in limits:
            yield f"{stage.address} does not limit each caller"
        elif limits.get(ADDRESS_AND_TOKEN, limits[ADDRESS]) >= limits[ADDRESS]:
            yield f"{stage.address} does not limit each token more than its address"


def one_token_leaves_work_to_others(plan: Plan) -> Iterator[str]:
    """A token that asks as fast as it may takes at most half of what each route of work takes."""
    rates = [
        setting.block("settings")["throttling_rate_limit"]
        for setting in plan.every("aws_api_gateway_method_settings")
        if setting.values["method_path"].endswith("/POST")
    ]
    for acl in plan.every("aws_wafv2_web_acl"):
        limit = _limits_by_key(acl.values["rule"]).get(ADDRESS_AND_TOKEN, 0)
        if rates and limit / WINDOW_SECONDS > min(rates) / 2:
            yield f"{acl.address} lets one token have more than half of a route"


def _limits_by_key(rules: list[dict[str, Any]]) -> dict[str, int]:
    """The lowest limit of requests, preflights apart, by what callers are told apart by."""
    found: dict[str, int] = {}
    for statement in [each for rule in rules for each in rule["statement"][0]["rate_based_statement"]]:
        if not statement["scope_down_statement"][0]["not_statement"]:
            continue
        headers = [header["name"] for key in statement["custom_key"] for header in key["header"]]
        key = " ".join([statement["aggregate_key_type"], *headers])
        found[key] = min(statement["limit"], found.get(key, statement["limit"]))
    return found


RULES: Mapping[str, Rule] = {
    "routes-authorised": routes_authorised,
    "authorizer-is-the-pool": authorizer_is_the_pool,
    "routes-throttled": routes_throttled,
    "work-is-throttled-more": work_is_throttled_more,
    "access-log": access_log,
    "bodies-are-not-logged": bodies_are_not_logged,
    "errors-are-logged": errors_are_logged,
    "exact-origins": exact_origins,
    "callers-are-limited": callers_are_limited,
    "one-token-leaves-work-to-others": one_token_leaves_work_to_others,
    "own-answers-are-imported": own_answers_are_imported,
    "own-answers-have-their-status": own_answers_have_their_status,
    "own-answers-are-readable": own_answers_are_readable,
    "refusals-of-the-firewall-are-readable": refusals_of_the_firewall_are_readable,
    "no-metrics-of-routes-for-nobody": no_metrics_of_routes_for_nobody,
}
