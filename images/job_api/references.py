"""From the uploads that a request names to what its job stores of them."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bandup.http.exceptions import FieldError, InvalidFieldsError
from bandup.jobs.results import ResultStore
from bandup.storage.exceptions import UploadNotFoundError
from bandup.storage.upload_rules import RULES
from bandup.storage.uploads import StoredUpload, Uploads, UploadType


@dataclass(frozen=True)
class References:
    """Finds the uploads that one user names.

    Attributes:
        uploads: all uploads.
        user_id: the user.
    """

    uploads: Uploads
    user_id: str

    def by_id(self, upload_id: str, upload_type: UploadType, pointer: str) -> StoredUpload:
        """The newest version of an upload.

        Args:
            upload_id: its id.
            upload_type: what it must be for.
            pointer: to the field that names it.

        Raises:
            InvalidFieldsError: the user has no such upload, or it is empty or too large.
        """
        return _usable(lambda: self.uploads.find(upload_id, upload_type, self.user_id), pointer)

    def of_types(self, upload_id: str, upload_types: Sequence[UploadType], pointer: str) -> StoredUpload:
        """As `by_id`, where the upload may be for any of several things."""

        def find() -> StoredUpload:
            for upload_type in upload_types:
                with suppress(UploadNotFoundError):
                    return self.uploads.find(upload_id, upload_type, self.user_id)
            raise UploadNotFoundError

        return _usable(find, pointer)

    def by_url(self, file_url: str, upload_type: UploadType, pointer: str) -> StoredUpload:
        """As `by_id`, by the `file_url` that the upload's creation answered."""
        return _usable(lambda: self.uploads.find_url(file_url, upload_type, self.user_id), pointer)

    def as_request(self, upload_id: str, upload_type: UploadType, pointer: str) -> dict[str, Any]:
        """What a stored request holds of an upload, see `by_id`."""
        return self.by_id(upload_id, upload_type, pointer).as_request()


def replaced_document(sets: ResultStore, set_id: str, user_id: str) -> str:
    """The document of a set that a new set is to replace.

    Raises:
        InvalidFieldsError: the user has no such set.
    """
    found = sets.get_owned(set_id, user_id)
    if found is None:
        raise _at("/replaces", "unknown_set", "You have no such set of flashcards.")
    return str(found["document_id"])


def _usable(find: Callable[[], StoredUpload], pointer: str) -> StoredUpload:
    try:
        upload = find()
    except UploadNotFoundError:
        raise _at(pointer, "unknown_upload", "You have no such upload of this type.") from None
    if not upload.size:
        raise _at(pointer, "empty_upload", "The uploaded file is empty.")
    limit = RULES[upload.upload_type].max_bytes
    if upload.size > limit:
        raise _at(pointer, "upload_too_large", f"The uploaded file is larger than {limit:,} bytes.")
    return upload


def _at(pointer: str, code: str, message: str) -> InvalidFieldsError:
    return InvalidFieldsError([FieldError(pointer, code, message)])
