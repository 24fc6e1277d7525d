"""The function with S3 in moto's memory, and what a browser does with a form."""

import base64
import json
import uuid
from typing import Any

import boto3
import pytest

from bandup.auth.verifier import AccessTokenVerifier
from bandup.core.aws import presigning_client
from bandup.http.api_function import ApiFunction, Authentication
from bandup.jobs.store import JobStore
from bandup.storage.upload_claims import UploadClaims
from bandup.storage.upload_forms import UploadForms
from bandup.storage.uploads import Uploads, UploadType
from s3_upload.routes import build_api
from s3_upload.services import Services
from support.events import Answer, FakeContext, api_event
from support.tables import create_jobs
from support.tokens import CLIENT_ID, UserPool

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


class World:
    """The function, and what a test looks at behind it."""

    def __init__(self, s3: Any, jobs: JobStore, pool: UserPool) -> None:
        self.s3 = s3
        self.jobs = jobs
        self.pool = pool
        self.audio, self.documents = f"audio-{uuid.uuid4()}", f"documents-{uuid.uuid4()}"
        for bucket in (self.audio, self.documents):
            s3.create_bucket(Bucket=bucket)
            s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
        buckets = dict.fromkeys(UploadType, self.documents) | {UploadType.SPEAKING_AUDIO: self.audio}
        self.uploads = Uploads(s3, buckets)
        verifier = AccessTokenVerifier(pool, issuer=pool.issuer, client_id=CLIENT_ID)
        self.services = Services(
            authentication=Authentication(verifier.user_id, [ORIGIN], lambda: None),
            require_account=jobs.require_account,
            uploads=self.uploads,
            forms=UploadForms(s3, buckets),
            claims=UploadClaims(s3, self.documents),
            checks={"buckets": self.uploads.describe},
        )
        self.handler = ApiFunction(build_api(self.services), self.services.checks)

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

    def stored(self) -> list[str]:
        """Every key in both buckets."""
        answers = [self.s3.list_objects_v2(Bucket=bucket) for bucket in (self.audio, self.documents)]
        return [item["Key"] for answer in answers for item in answer.get("Contents", [])]


@pytest.fixture(scope="session")
def s3(moto: boto3.Session) -> Any:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_DEFAULT_REGION", moto.region_name)
        return presigning_client()


@pytest.fixture(scope="session")
def jobs(moto: boto3.Session) -> JobStore:
    dynamodb = moto.client("dynamodb")
    create_jobs(dynamodb, "s3-upload-jobs")
    return JobStore(dynamodb, "s3-upload-jobs")


@pytest.fixture(scope="session")
def pool() -> UserPool:
    return UserPool()


@pytest.fixture
def world(s3: Any, jobs: JobStore, pool: UserPool) -> World:
    return World(s3, jobs, pool)
