"""What storage refuses."""


class UploadNotFoundError(Exception):
    """There is no such upload, or not yet, or it belongs to someone else; the three are not told apart."""
