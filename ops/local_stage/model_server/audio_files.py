"""Google's Files API as its client speaks it: resumable upload, state, deletion.

After https://ai.google.dev/api/files. A file is PROCESSING when its upload ends, and ACTIVE from the first look at it
on, so that a caller who does not wait is refused.
"""

import json
import re
import secrets
import threading
from dataclasses import dataclass, field

from flask import Blueprint, Response, request

from ops.local_stage.model_server.gemini import check_key
from ops.local_stage.model_server.gemini_errors import Body, GeminiError

_NAME = re.compile(r"files/[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


@dataclass
class StoredFile:
    """One file.

    Attributes:
        name: `files/<id>`.
        mime_type: as its uploader says.
        data: what has arrived so far.
        size: how many bytes were announced.
        state: UPLOADING, PROCESSING or ACTIVE.
    """

    name: str
    mime_type: str
    size: int
    data: bytearray = field(default_factory=bytearray)
    state: str = "UPLOADING"


class FileStore:
    """All files, and how many there ever were; safe for many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._files: dict[str, StoredFile] = {}
        self._uploads: dict[str, StoredFile] = {}
        self._uploaded = 0

    def begin(self, name: str, mime_type: str, size: int) -> str:
        """Start an upload; returns its id."""
        if not _NAME.fullmatch(name):
            raise GeminiError(400, "The file's name is not valid.")
        upload_id = secrets.token_urlsafe(16)
        with self._lock:
            if name in self._files:
                raise GeminiError(400, "A file of this name exists already.")
            self._uploads[upload_id] = StoredFile(name, mime_type, size)
        return upload_id

    def append(self, upload_id: str, offset: int, data: bytes, *, final: bool) -> StoredFile:
        """Add the next bytes of an upload; with `final` the file comes into being."""
        with self._lock:
            file = self._uploads.get(upload_id)
            if file is None or offset != len(file.data):
                raise GeminiError(400, "The upload is unknown, or its offset is wrong.")
            file.data += data
            if final:
                if len(file.data) != file.size:
                    raise GeminiError(400, "The upload has not the size that was announced.")
                del self._uploads[upload_id]
                file.state = "PROCESSING"
                self._files[file.name] = file
                self._uploaded += 1
        return file

    def look(self, name: str) -> tuple[StoredFile, str]:
        """A file and its state; whoever looks finds it ACTIVE the next time."""
        with self._lock:
            file = self._require_file(name)
            state, file.state = file.state, "ACTIVE"
        return file, state

    def fetch(self, uri: str) -> tuple[str, bytes]:
        """The media type and the bytes of the file that a prompt names by its URI.

        Raises:
            GeminiError: there is none, or it is still being processed.
        """
        with self._lock:
            file = self._require_file("files/" + uri.rpartition("/")[2])
            if file.state != "ACTIVE":
                raise GeminiError(400, f"The File {file.name} is not in an ACTIVE state and usage is not allowed.")
        return file.mime_type, bytes(file.data)

    def delete(self, name: str) -> None:
        """Forget a file."""
        with self._lock:
            self._require_file(name)
            del self._files[name]

    def counts(self) -> dict[str, int]:
        """How many files there are, and how many there ever were."""
        with self._lock:
            return {"stored": len(self._files), "uploaded": self._uploaded}

    def _require_file(self, name: str) -> StoredFile:
        if name not in self._files:
            raise GeminiError(403, f"You do not have permission to access the File {name[6:]} or it may not exist.")
        return self._files[name]


def file_routes(store: FileStore) -> Blueprint:
    """The Files API's routes, and `/_files` for tests alone."""
    routes = Blueprint("files", __name__)

    @routes.before_request
    def check() -> None:
        # The address of an upload is its own key, and the tests' route has none.
        if "upload_id" not in request.args and not request.path.startswith("/_"):
            check_key(request.headers.get("x-goog-api-key"))

    @routes.errorhandler(GeminiError)
    def answer_refusal(error: GeminiError) -> Response:
        return _json(error.body, error.status)

    @routes.post("/upload/<version>/files")
    def upload(version: str) -> Response:
        commands = {command.strip() for command in request.headers.get("X-Goog-Upload-Command", "").split(",")}
        if "start" in commands:
            return _begin_upload(store, version)
        if "upload" not in commands:
            raise GeminiError(400, "The upload's command is not known.")
        final = "finalize" in commands
        offset = int(request.headers.get("X-Goog-Upload-Offset", "0"))
        file = store.append(request.args.get("upload_id", ""), offset, request.get_data(), final=final)
        response = _json({"file": _resource(file, file.state)}) if final else _json({})
        response.headers["X-Goog-Upload-Status"] = "final" if final else "active"
        return response

    @routes.get("/v1/files/<file_id>")
    @routes.get("/v1beta/files/<file_id>")
    def get(file_id: str) -> Response:
        return _json(_resource(*store.look(f"files/{file_id}")))

    @routes.delete("/v1/files/<file_id>")
    @routes.delete("/v1beta/files/<file_id>")
    def delete(file_id: str) -> Response:
        store.delete(f"files/{file_id}")
        return _json({})

    @routes.get("/_files")
    def counts() -> Response:
        return _json(dict(store.counts()))

    return routes


def _begin_upload(store: FileStore, version: str) -> Response:
    file = json.loads(request.get_data() or b"{}").get("file", {})
    name = file.get("name") or f"files/{secrets.token_hex(6)}"
    mime_type = request.headers.get("X-Goog-Upload-Header-Content-Type", "")
    size = int(request.headers.get("X-Goog-Upload-Header-Content-Length", "0"))
    upload_id = store.begin(name, mime_type, size)
    response = _json({})
    response.headers["X-Goog-Upload-Status"] = "active"
    response.headers["X-Goog-Upload-URL"] = (
        f"{request.host_url}upload/{version}/files?upload_id={upload_id}&upload_protocol=resumable"
    )
    return response


def _resource(file: StoredFile, state: str) -> Body:
    return {
        "name": file.name,
        "mimeType": file.mime_type,
        "sizeBytes": str(file.size),
        "uri": f"{request.host_url}v1beta/{file.name}",
        "state": state,
        "source": "UPLOADED",
    }


def _json(body: Body, status: int = 200) -> Response:
    return Response(json.dumps(body), status, mimetype="application/json")
