"""Errors of storage."""


class UploadNotFoundError(Exception):
    """The upload does not exist, was not sent yet, or belongs to another user. Callers cannot tell which."""
