"""Routes to send a file and to get one's own back."""

from contextlib import suppress

from aws_lambda_powertools.event_handler import Response

from bandup.http.api import RestApi
from bandup.http.body import parse_body
from bandup.http.exceptions import UnknownResourceError
from bandup.http.parameters import idempotency_key, path_id
from bandup.http.responses import json_response
from bandup.http.validation import validate
from bandup.storage.exceptions import UploadNotFoundError
from bandup.storage.upload_forms import FORM_SECONDS, LINK_SECONDS
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
        if key is not None:
            services.idempotency.register(upload.user_id, upload.upload_id, request.hash)
        form = services.forms.form(upload)
        answer = {
            "upload_id": upload.upload_id,
            "upload_url": form.url,
            "fields": form.fields,
            "file_url": services.uploads.file_url(upload.upload_id, upload.upload_type, upload.user_id),
            "expires_in": FORM_SECONDS,
        }
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


def _find_of_any_type(uploads: Uploads, upload_id: str, user_id: str) -> StoredUpload:
    """The upload of this id, which does not tell the type."""
    for upload_type in UploadType:
        with suppress(UploadNotFoundError):
            return uploads.find(upload_id, upload_type, user_id)
    raise UploadNotFoundError
