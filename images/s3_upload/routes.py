"""Routes to send a file and to get one's own back."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from aws_lambda_powertools.event_handler import Response

from bandup.account.limits import Limited
from bandup.http.api import RestApi
from bandup.http.body import parse_body
from bandup.http.exceptions import UnknownResourceError
from bandup.http.parameters import idempotency_key, path_id
from bandup.http.responses import json_response
from bandup.http.validation import validate
from bandup.storage.exceptions import UploadNotFoundError
from bandup.storage.upload_forms import FORM_SECONDS, LINK_SECONDS, NewUpload
from bandup.storage.uploads import StoredUpload, Uploads, UploadType

from .request import UploadRequest
from .services import Services


def build_api(services: Services) -> RestApi:
    """The router with the routes."""
    api = services.authentication.router()

    @api.post("/uploads")
    def create_upload() -> Response[str]:
        request = validate(UploadRequest, parse_body(api.received))
        key = idempotency_key(api.received)
        upload = request.to_upload(api.user_id, key)
        services.require_account(upload.user_id)
        if key is None:
            answer: Mapping[str, Any] = _offer(services, upload)
        else:
            answer = _offer_once(services, upload, request.hash)
        return json_response(201, answer, {"Location": f"uploads/{upload.upload_id}"})

    @api.get("/uploads/<upload_id>")
    def get_upload(upload_id: str) -> Response[str]:
        try:
            upload = _find_of_any_type(services.uploads, path_id(upload_id), api.user_id)
            link = services.forms.link(upload, services.uploads.filename(upload))
        except UploadNotFoundError:
            raise UnknownResourceError from None
        return json_response(200, {"get_url": link, "expires_in": LINK_SECONDS})

    return api


def _offer(services: Services, upload: NewUpload) -> dict[str, Any]:
    """The answer with a new form, which counts as a file that the user sends."""
    services.limits.take(upload.user_id, Limited.UPLOADS)
    form = services.forms.form(upload)
    return {
        "upload_id": upload.upload_id,
        "upload_url": form.url,
        "fields": form.fields,
        "file_url": services.uploads.file_url(upload.upload_id, upload.upload_type, upload.user_id),
        "expires_in": FORM_SECONDS,
    }


def _offer_once(services: Services, upload: NewUpload, request_hash: str) -> Mapping[str, Any]:
    """The answer that the request had before, as long as its form is good, or a new one."""
    known = services.idempotency.find(upload.user_id, upload.upload_id, request_hash)
    if known is not None:
        return known
    good_until = services.idempotency.now() + 1000 * FORM_SECONDS
    answer = _offer(services, upload)
    return services.idempotency.register(upload.user_id, upload.upload_id, request_hash, answer, good_until)


def _find_of_any_type(uploads: Uploads, upload_id: str, user_id: str) -> StoredUpload:
    """The upload of this id, which does not tell the type."""
    for upload_type in UploadType:
        with suppress(UploadNotFoundError):
            return uploads.find(upload_id, upload_type, user_id)
    raise UploadNotFoundError
