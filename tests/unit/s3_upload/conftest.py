"""The function with S3 in moto's memory, and what a browser does with a form."""

import base64
import json
import uuid
from typing import Any

import pytest

from bandup.account.limits import Rate
from bandup.core.aws import Clients
from bandup.http.api_function import ApiFunction
from s3_upload.function import UploadFunction as UploadHandler
from s3_upload.routes import build_api
from s3_upload.services import Services
from s3_upload.settings import Settings
from support.clock import MovableClock
from support.events import Answer, FakeContext, api_event
from support.tables import create_jobs, create_quotas
from support.tokens import CLIENT_ID, OPERATOR_CLIENT_ID, UserPool

JOBS = "s3-upload-jobs"
QUOTAS = "s3-upload-quotas"
RATE = Rate(burst=1000, per_hour=60)
OWNER = "4a1b2c3d-owner"
STRANGER = "5b2c3d4e-stranger"
ORIGIN = "https://app.example.org"
RECORDING = {
    "upload_type": "speaking_audio",
    "filename": "part 2.webm",
    "content_type": "audio/webm",
    "size": 1000,
}


def policy_of(form: Any) -> dict[str, Any]:
    """The signed policy of a form."""
    policy: dict[str, Any] = json.loads(base64.b64decode(form["fields"]["policy"]))
    return policy


class UploadFunction:
    """The function as its entry point builds it, and what a test looks at behind it.

    Args:
        shared: clients of moto, where the jobs' table is.
        pool: signs tokens.
        keys_url: where the function reads the pool's keys.
        s3: what the function is given for S3 instead, if anything.
    """

    def __init__(self, shared: Clients, pool: UserPool, keys_url: str, *, s3: Any = None) -> None:
        self.s3, self.dynamodb, self.pool = shared.get("s3"), shared.get("dynamodb"), pool
        self.clock = MovableClock()
        self.audio, self.documents = f"audio-{uuid.uuid4()}", f"documents-{uuid.uuid4()}"
        for bucket in (self.audio, self.documents):
            self.s3.create_bucket(Bucket=bucket)
            self.s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
        settings = Settings(
            dynamodb_jobs=JOBS,
            dynamodb_quotas=QUOTAS,
            limit_uploads=RATE,
            s3_bucket_audio=self.audio,
            s3_bucket_documents=self.documents,
            cognito_issuer=pool.issuer,
            cognito_client_ids=(CLIENT_ID, OPERATOR_CLIENT_ID),
            cognito_jwks_url=keys_url,
            cors_origins=(ORIGIN,),
        )
        services = Services.build(settings, Clients({"dynamodb": self.dynamodb, "s3": s3 or self.s3}), self.clock)
        self.uploads = services.uploads
        self.api = build_api(services)
        self.limits = services.limits
        api = ApiFunction(self.api, services.checks)
        self.handler = UploadHandler(api, self.uploads, self.limits, services.require_account)

    def ask(self, method: str, path: str, *, user: str | None = OWNER, **event: Any) -> Answer:
        """Send a request as `user`, or without a token."""
        headers = {"Authorization": self.pool.bearer(user)} if user else {}
        given = headers | event.pop("headers", {})
        return Answer(self.handler(api_event(method, path, headers=given, **event), FakeContext()))

    def create(self, *, user: str = OWNER, key: str | None = None, **changes: Any) -> Any:
        """Ask for a form, and give the answer."""
        headers = {"Idempotency-Key": key} if key else {}
        answer = self.ask("POST", "/uploads", user=user, headers=headers, body=RECORDING | changes)
        assert answer.status == 201, answer.raw
        return answer.json

    def send(self, form: Any, content: bytes) -> None:
        """Put a file where its form would, with the form's own fields."""
        fields, bucket = form["fields"], form["file_url"].split("/")[2]
        self.s3.put_object(
            Bucket=bucket,
            Key=fields["key"],
            Body=content,
            ContentType=fields["Content-Type"],
            Metadata={"filename": fields["x-amz-meta-filename"]},
        )

    def tell(self, form: Any) -> Any:
        """Hand the function what EventBridge hands it when a form was sent."""
        bucket = form["file_url"].split("/")[2]
        detail = {"bucket": {"name": bucket}, "object": {"key": form["fields"]["key"], "version-id": "any"}}
        event = {"version": "0", "source": "aws.s3", "detail-type": "Object Created", "detail": detail}
        return self.handler(event, FakeContext())

    def versions(self, form: Any) -> list[str]:
        """S3's names of all versions that a form left, newest first."""
        found = self.s3.list_object_versions(Bucket=form["file_url"].split("/")[2], Prefix=form["fields"]["key"])
        return [each["VersionId"] for each in found.get("Versions", [])]

    def charged(self, user: str = OWNER) -> int:
        """How many files the user's bucket still has to wait for."""
        item = self.dynamodb.get_item(
            TableName=QUOTAS, Key={"user_id": {"S": user}, "day_kind": {"S": "limit#uploads"}}
        ).get("Item", {"full_at": {"N": str(self.clock.now)}})
        return round((int(item["full_at"]["N"]) - self.clock.now) / RATE.interval_ms)

    def stored(self) -> list[str]:
        """Every key in both buckets."""
        answers = [self.s3.list_objects_v2(Bucket=bucket) for bucket in (self.audio, self.documents)]
        return [item["Key"] for answer in answers for item in answer.get("Contents", [])]


@pytest.fixture(scope="session")
def clients(clients: Clients) -> Clients:
    """AWS in memory with the jobs' table of all functions."""
    create_jobs(clients.get("dynamodb"), JOBS)
    create_quotas(clients.get("dynamodb"), QUOTAS)
    return clients


@pytest.fixture
def function(clients: Clients, pool: UserPool, keys_url: str) -> UploadFunction:
    return UploadFunction(clients, pool, keys_url)
