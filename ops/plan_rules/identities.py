"""What AWS makes up for a new resource: ARNs, ids and addresses, from the resource's own name."""

from collections.abc import Callable, Mapping
from typing import Any

from ops.child_environment import ACCOUNT

API = "theapi"

Values = Mapping[str, Any]
Maker = Callable[[Values, str], Values]
"""From what is planned of a resource, and its region, to what AWS adds."""


def _arn(service: str, region: str, rest: str) -> str:
    return f"arn:aws:{service}:{region}:{ACCOUNT}:{rest}"


def _queue(values: Values, region: str) -> Values:
    name = values["name"]
    url = f"https://sqs.{region}.amazonaws.com/{ACCOUNT}/{name}"
    return {"arn": _arn("sqs", region, name), "url": url, "id": url}


def _bucket(values: Values, region: str) -> Values:
    name = values["bucket"]
    return {
        "arn": f"arn:aws:s3:::{name}",
        "id": name,
        "bucket_regional_domain_name": f"{name}.s3.{region}.amazonaws.com",
    }


def _distribution(values: Values, _: str) -> Values:
    return {
        "arn": f"arn:aws:cloudfront::{ACCOUNT}:distribution/OF-{values['comment']}",
        "id": f"OF-{values['comment']}",
        "domain_name": "d111111abcdef8.cloudfront.net",
    }


def _alias(values: Values, region: str) -> Values:
    arn = _arn("lambda", region, f"function:{values['function_name']}:{values['name']}")
    return {
        "arn": arn,
        "invoke_arn": f"arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations",
    }


def _log_group(values: Values, region: str) -> Values:
    # Only the gateway's own group has a name that is not known before the API's id is.
    return {"arn": _arn("logs", region, f"log-group:{values.get('name', f'API-Gateway-Execution-Logs_{API}/v1')}")}


def _user_pool(values: Values, region: str) -> Values:
    made = f"{region}_{values['name'].replace('-', '')}"
    return {"id": made, "arn": _arn("cognito-idp", region, f"userpool/{made}")}


def _secret(values: Values, region: str) -> Values:
    return {"arn": _arn("secretsmanager", region, f"secret:{values['name']}-AbCdEf")}


MADE_BY_AWS: Mapping[str, Maker] = {
    "aws_api_gateway_rest_api": lambda _, region: {"id": API, "execution_arn": _arn("execute-api", region, API)},
    "aws_api_gateway_deployment": lambda *_: {"id": "deployment"},
    "aws_api_gateway_stage": lambda values, region: {
        "arn": f"arn:aws:apigateway:{region}::/restapis/{API}/stages/{values['stage_name']}"
    },
    "aws_cloudfront_distribution": _distribution,
    "aws_cloudfront_function": lambda values, _: {"arn": f"arn:aws:cloudfront::{ACCOUNT}:function/{values['name']}"},
    "aws_cloudfront_origin_access_control": lambda values, _: {"id": f"access-of-{values['name']}"},
    "aws_cloudfront_response_headers_policy": lambda values, _: {"id": f"headers-of-{values['name']}"},
    "aws_cloudwatch_event_rule": lambda values, region: {"arn": _arn("events", region, f"rule/{values['name']}")},
    "aws_cloudwatch_log_group": _log_group,
    "aws_cognito_user_pool": _user_pool,
    "aws_cognito_user_pool_client": lambda values, _: {"id": f"client-of-{values['name']}"},
    "aws_dynamodb_table": lambda values, region: {
        "arn": _arn("dynamodb", region, f"table/{values['name']}"),
        "id": values["name"],
    },
    "aws_iam_role": lambda values, _: {"arn": f"arn:aws:iam::{ACCOUNT}:role/{values['name']}", "id": values["name"]},
    "aws_kms_key": lambda _, region: {
        "arn": _arn("kms", region, "key/the-key-of-the-stage"),
        "key_id": "the-key-of-the-stage",
    },
    "aws_lambda_alias": _alias,
    "aws_lambda_function": lambda values, region: {
        "arn": _arn("lambda", region, f"function:{values['function_name']}"),
        "version": "1",
    },
    "aws_s3_bucket": _bucket,
    "aws_secretsmanager_secret": _secret,
    "aws_sns_topic": lambda values, region: {"arn": _arn("sns", region, values["name"])},
    "aws_sqs_queue": _queue,
    "aws_wafv2_web_acl": lambda values, region: {
        "arn": _arn("wafv2", region, f"regional/webacl/{values['name']}/the-id")
    },
}
"""What AWS adds, by type of resource."""
