"""Files in Gemini's own store during one question."""

import io
import uuid
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from google import genai
from google.genai import types
from google.genai.files import AsyncFiles

from bandup.core.clock import Deadline
from bandup.core.errors import RetryLaterError, RetryNowError, TerminalError, WorkError
from bandup.core.log import logger
from bandup.models.gemini_calls import BoundedCalls
from bandup.models.port import Media
from bandup.models.retrying import MIN_ATTEMPT_SECONDS, retry_within

T = TypeVar("T")

UPLOAD_SECONDS = 60.0
"""The longest single try to upload a file."""

CLOSE_SECONDS = 5.0

POLL_SECONDS = 1.0
"""The pause between two questions about a file that the provider is still processing."""

DELETE_SECONDS = 2 * MIN_ATTEMPT_SECONDS + 1.0
"""Kept back from the question, so that two short tries can delete a file even if the question used up its time."""


class WithKey(Protocol):
    """Gives the result of `ask`, called again with the key read anew if the provider refuses the cached key."""

    def __call__(self, ask: Callable[[], T]) -> T: ...


class GeminiFiles:
    """Stores media that are too large for a request as files of the provider's Files API.

    It has its own client, made with the first file and for one key, since the SDK takes no key for a single upload.

    Args:
        calls: runs the SDK's calls.
        with_key: see `WithKey`.
        key: the current key.
        base_url: the provider's address; None is Google's.
        sleep: how to wait, in seconds.
    """

    def __init__(
        self,
        calls: BoundedCalls,
        with_key: WithKey,
        key: Callable[[], str],
        *,
        base_url: str | None,
        sleep: Callable[[float], None],
    ) -> None:
        self._calls = calls
        self._with_key = with_key
        self._key = key
        self._base_url = base_url
        self._sleep = sleep
        self._client: genai.Client | None = None
        self._client_key = ""

    def close(self) -> None:
        if self._client is not None:
            self._calls.run(self._client.aio.aclose, CLOSE_SECONDS)
            self._client.close()
            self._client = None

    @contextmanager
    def store(self, media: Sequence[Media], deadline: Deadline) -> Iterator[tuple[list[types.Part], Deadline]]:
        """The media as parts of a request that name stored files, and the deadline of questions about them.

        The files are deleted at the end in every case. We make their names before the upload, so that a file is deleted
        too whose upload was answered too late.

        Raises:
            TerminalError: the provider cannot process a file.
            RetryLaterError: the provider is throttling or failing, or no time is left.
            ConfigurationError: the key or the request is refused.
        """
        sooner = deadline.earlier(DELETE_SECONDS)
        names: list[str] = []
        try:
            yield [self._store_file(each, names, sooner) for each in media], sooner
        finally:
            for name in names:
                self._delete(name, deadline)

    def _store_file(self, media: Media, names: list[str], deadline: Deadline) -> types.Part:
        file = self._with_key(lambda: self._retry(deadline, lambda seconds: self._upload(media, names, seconds)))
        name = names[-1]
        while file.state != types.FileState.ACTIVE:
            if file.state == types.FileState.FAILED:
                raise TerminalError("media_refused", "The model provider could not read the file.")
            if deadline.budget() < POLL_SECONDS + MIN_ATTEMPT_SECONDS:
                raise RetryLaterError("out_of_time", "The model provider took too long to read the file.")
            self._sleep(POLL_SECONDS)
            file = self._with_key(lambda: self._retry(deadline, lambda seconds: self._get(name, seconds)))
        return types.Part(file_data=types.FileData(file_uri=file.uri, mime_type=media.mime_type))

    def _upload(self, media: Media, names: list[str], seconds: float) -> types.File:
        names.append(f"files/{uuid.uuid4()}")
        config = types.UploadFileConfig(name=names[-1], mime_type=media.mime_type)
        return self._ask(lambda store: store.upload(file=io.BytesIO(media.data), config=config), seconds)

    def _get(self, name: str, seconds: float) -> types.File:
        return self._ask(lambda store: store.get(name=name), seconds)

    def _delete(self, name: str, deadline: Deadline) -> None:
        """Delete a file. A failure is only logged, since the provider deletes files after 48 hours."""

        def attempt(seconds: float) -> None:
            self._ask(lambda store: store.delete(name=name), seconds)

        try:
            retry_within(deadline, attempt, attempt_seconds=MIN_ATTEMPT_SECONDS, sleep=self._sleep)
        except WorkError as error:
            logger.warning("a file at the model provider was not deleted", extra={"code": error.code})

    def _retry(self, deadline: Deadline, attempt: Callable[[float], T]) -> T:
        return retry_within(deadline, attempt, attempt_seconds=UPLOAD_SECONDS, sleep=self._sleep)

    def _ask(self, call: Callable[[AsyncFiles], Coroutine[Any, Any, T]], seconds: float) -> T:
        key = self._key()
        if self._client is None or key != self._client_key:
            self.close()
            options = types.HttpOptions(base_url=self._base_url)
            self._client, self._client_key = genai.Client(vertexai=False, api_key=key, http_options=options), key
        files = self._client.aio.files
        try:
            return self._calls.run(lambda: call(files), seconds)
        except (KeyError, TypeError, ValueError):
            # What the SDK raises when the store's answers are not those of its protocol.
            raise RetryNowError("provider_unavailable", "The model provider answered in an unknown form.") from None
