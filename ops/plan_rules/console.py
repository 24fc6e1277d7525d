"""Rules for the console: files that are had by way of CloudFront only, and pages that nothing foreign gets into."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ops.plan_rules.plan import Plan, Resource, Rule

YEAR_SECONDS = 365 * 24 * 3600

ENCRYPTED = {"redirect-to-https", "https-only"}


def _behaviours(distribution: Resource) -> list[Mapping[str, Any]]:
    return [*distribution.values["default_cache_behavior"], *distribution.values["ordered_cache_behavior"]]


def only_its_distribution_reads(plan: Plan) -> Iterator[str]:
    """CloudFront signs what it asks, and the bucket takes it of this distribution alone, and gives objects only."""
    signing = {
        control.values["id"]
        for control in plan.every("aws_cloudfront_origin_access_control")
        if control.values["signing_behavior"] == "always"
    }
    served = plan.console_buckets
    distributions = plan.by("aws_cloudfront_distribution", "arn")
    for distribution in distributions.values():
        for origin in distribution.values["origin"]:
            if origin.get("origin_access_control_id") not in signing:
                yield f"{distribution.address} does not sign what it asks of {origin['origin_id']}"
    for policy in plan.every("aws_s3_bucket_policy"):
        for statement in [it for it in plan.policy(policy) if it.effect == "Allow"]:
            source = statement.conditions.get("StringEquals aws:SourceArn", ())
            known = policy.values["bucket"] in served and len(source) == 1 and source[0] in distributions
            if not known or statement.actions != ("s3:GetObject",):
                yield f"{policy.address} lets others read"


def pages_are_encrypted_on_their_way(plan: Plan) -> Iterator[str]:
    """A page that anybody on the way could change would hand over its user's token."""
    for distribution in plan.every("aws_cloudfront_distribution"):
        for behaviour in _behaviours(distribution):
            if behaviour["viewer_protocol_policy"] not in ENCRYPTED:
                yield f"{distribution.address} serves {behaviour.get('path_pattern', 'pages')} unencrypted"


def pages_run_no_foreign_script(plan: Plan) -> Iterator[str]:
    """Each answer says so: no frame around it, no script but its own files, nothing guessed, encrypted from now on."""
    good = {
        policy.values["id"]
        for policy in plan.every("aws_cloudfront_response_headers_policy")
        if _protects(policy.block("security_headers_config"))
    }
    for distribution in plan.every("aws_cloudfront_distribution"):
        for behaviour in _behaviours(distribution):
            if behaviour.get("response_headers_policy_id") not in good:
                yield f"{distribution.address} serves {behaviour.get('path_pattern', 'pages')} without our headers"


def _protects(headers: Mapping[str, Any]) -> bool:
    def only(name: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = (headers.get(name) or [{}])[0]
        return found

    policy = only("content_security_policy").get("content_security_policy", "")
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";") if part.strip())
    exact = directives.get("script-src") == directives.get("style-src") == "'self'"
    alone = directives.get("frame-ancestors") == directives.get("object-src") == directives.get("base-uri") == "'none'"
    return (
        exact
        and alone
        and only("frame_options").get("frame_option") == "DENY"
        and bool(headers.get("content_type_options"))
        and only("strict_transport_security").get("access_control_max_age_sec", 0) >= YEAR_SECONDS
    )


def console_may_sign_in_and_ask(plan: Plan) -> Iterator[str]:
    """Where it is served is where sign-in returns to, and an origin that the API and the buckets of uploads let in."""
    for distribution in plan.every("aws_cloudfront_distribution"):
        (name,) = distribution.values["aliases"] or [distribution.values["domain_name"]]
        origin = f"https://{name}"
        for client in plan.every("aws_cognito_user_pool_client"):
            if client.values.get("allowed_oauth_flows") and f"{origin}/callback" not in client.values["callback_urls"]:
                yield f"{client.address} does not return to {origin}"
        for function in plan.every("aws_lambda_function"):
            let_in = function.block("environment").get("variables", {}).get("CORS_ORIGINS")
            if let_in is not None and origin not in let_in.split(","):
                yield f"{function.address} does not let in {origin}"
        for cors in plan.every("aws_s3_bucket_cors_configuration"):
            if not any(origin in rule["allowed_origins"] for rule in cors.values["cors_rule"]):
                yield f"{cors.address} does not let in {origin}"


def releases_stay_apart(plan: Plan) -> Iterator[str]:
    """Pages come from one release's folder; what tells them their stage from beside it, and from nobody's cache."""
    for distribution in plan.every("aws_cloudfront_distribution"):
        folders = {origin["origin_id"]: origin.get("origin_path") or "" for origin in distribution.values["origin"]}
        pages = folders[distribution.block("default_cache_behavior")["target_origin_id"]]
        others = [folders[behaviour["target_origin_id"]] for behaviour in distribution.values["ordered_cache_behavior"]]
        if not re.fullmatch(r"/releases/[^/*]+", pages) or any(others):
            yield f"{distribution.address} serves {pages or 'the whole bucket'}"


RULES: Mapping[str, Rule] = {
    "only-its-distribution-reads": only_its_distribution_reads,
    "pages-are-encrypted-on-their-way": pages_are_encrypted_on_their_way,
    "pages-run-no-foreign-script": pages_run_no_foreign_script,
    "console-may-sign-in-and-ask": console_may_sign_in_and_ask,
    "releases-stay-apart": releases_stay_apart,
}
