"""Sends files as a browser does: asks the API for a form, and posts it to S3."""

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

import requests

from ops.client.api import Api, UnexpectedAnswerError, expect

_TIMEOUT = (30, 300)
"""Seconds to connect, and between two signs of life."""

CONTENT_TYPES = {
    ".aac": "audio/aac",
    ".aif": "audio/aiff",
    ".aiff": "audio/aiff",
    ".docm": "application/vnd.ms-word.document.macroenabled.12",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".epub": "application/epub+zip",
    ".flac": "audio/flac",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".m4a": "audio/mp4",
    ".md": "text/markdown",
    ".mp3": "audio/mpeg",
    ".mp4": "audio/mp4",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/opus",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".pptm": "application/vnd.ms-powerpoint.presentation.macroenabled.12",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".txt": "text/plain",
    ".wav": "audio/wav",
    ".webm": "audio/webm",
    ".webp": "image/webp",
}
"""By suffix. The standard library's table differs between machines, and takes recordings for videos."""


def upload(api: Api, upload_type: str, file: Path, content_type: str | None = None) -> str:
    """Upload a file.

    Args:
        api: the API as the file's owner calls it.
        upload_type: what the file is for, such as `speaking_audio`.
        file: what to send.
        content_type: if None, it is told by the file's suffix.

    Returns:
        The upload's id, for submissions.

    Raises:
        UnexpectedAnswerError: the API or S3 refused it.
    """
    content = file.read_bytes()
    request = {
        "upload_type": upload_type,
        "filename": file.name,
        "content_type": content_type or CONTENT_TYPES.get(file.suffix.lower(), "application/octet-stream"),
        "size": len(content),
    }
    form = expect(api.post("/uploads", request), HTTPStatus.CREATED)
    answer = send(form, content)
    if answer.status_code != HTTPStatus.NO_CONTENT:
        raise UnexpectedAnswerError(f"S3 answered {answer.status_code} to the form: {answer.text}")
    return str(form["upload_id"])


def send(form: Mapping[str, Any], content: bytes, **options: Any) -> requests.Response:
    """Post a form with its file.

    Args:
        form: the API's answer.
        content: the file.
        **options: of the requests library.
    """
    with requests.Session() as session:
        session.trust_env = False  # the stage listens on loopback; a proxy could not reach it
        return session.post(
            form["upload_url"], data=form["fields"], files={"file": content}, timeout=_TIMEOUT, **options
        )


def follow(link: str, **headers: str) -> requests.Response:
    """S3's answer to a presigned link."""
    with requests.Session() as session:
        session.trust_env = False  # the stage listens on loopback; a proxy could not reach it
        return session.get(link, headers=headers, timeout=_TIMEOUT)


def download(link: str) -> bytes:
    """The file behind a presigned link.

    Raises:
        UnexpectedAnswerError: S3 refused it.
    """
    answer = follow(link)
    if answer.status_code != HTTPStatus.OK:
        raise UnexpectedAnswerError(f"S3 answered {answer.status_code} to the link: {answer.text}")
    return answer.content
