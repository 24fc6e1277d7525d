"""What AWS makes up for a new resource: ARNs, ids and addresses, from the resource's own name."""

from collections.abc import Callable, Mapping
from typing import Any

ACCOUNT = "000000000000"
REGION = "us-east-1"
API = "theapi"

Values = Mapping[str, Any]


def _arn(service: str, rest: str) -> str:
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{rest}"


def _queue(values: Values) -> Values:
    name = values["name"]
    url = f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{name}"
    return {"arn": _arn("sqs", name), "url": url, "id": url}


def _bucket(values: Values) -> Values:
    return {"arn": f"arn:aws:s3:::{values['bucket']}", "id": values["bucket"]}


def _alias(values: Values) -> Values:
    arn = _arn("lambda", f"function:{values['function_name']}:{values['name']}")
    return {
        "arn": arn,
        "invoke_arn": f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/{arn}/invocations",
    }


def _log_group(values: Values) -> Values:
    # Only the gateway's own group has a name that is not known before the API's id is.
    return {"arn": _arn("logs", f"log-group:{values.get('name', f'API-Gateway-Execution-Logs_{API}/v1')}")}


def _user_pool(values: Values) -> Values:
    made = f"{REGION}_{values['name'].replace('-', '')}"
    return {"id": made, "arn": _arn("cognito-idp", f"userpool/{made}")}


MADE_BY_AWS: Mapping[str, Callable[[Values], Values]] = {
    "aws_api_gateway_rest_api": lambda _: {"id": API, "execution_arn": _arn("execute-api", API)},
    "aws_api_gateway_deployment": lambda _: {"id": "deployment"},
    "aws_api_gateway_stage": lambda values: {
        "arn": f"arn:aws:apigateway:{REGION}::/restapis/{API}/stages/{values['stage_name']}"
    },
    "aws_cloudwatch_event_rule": lambda values: {"arn": _arn("events", f"rule/{values['name']}")},
    "aws_cloudwatch_log_group": _log_group,
    "aws_cognito_user_pool": _user_pool,
    "aws_cognito_user_pool_client": lambda values: {"id": f"client-of-{values['name']}"},
    "aws_dynamodb_table": lambda values: {"arn": _arn("dynamodb", f"table/{values['name']}"), "id": values["name"]},
    "aws_iam_role": lambda values: {"arn": f"arn:aws:iam::{ACCOUNT}:role/{values['name']}", "id": values["name"]},
    "aws_kms_key": lambda _: {"arn": _arn("kms", "key/the-key-of-the-stage"), "key_id": "the-key-of-the-stage"},
    "aws_lambda_alias": _alias,
    "aws_lambda_function": lambda values: {
        "arn": _arn("lambda", f"function:{values['function_name']}"),
        "version": "1",
    },
    "aws_s3_bucket": _bucket,
    "aws_secretsmanager_secret": lambda values: {"arn": _arn("secretsmanager", f"secret:{values['name']}-AbCdEf")},
    "aws_sns_topic": lambda values: {"arn": _arn("sns", values["name"])},
    "aws_sqs_queue": _queue,
    "aws_wafv2_web_acl": lambda values: {"arn": _arn("wafv2", f"regional/webacl/{values['name']}/the-id")},
}
"""What AWS adds, by type of resource."""
