import threading
from collections.abc import Iterator

import pytest

from bandup.ielts.findings import GrammarChecker
from ops.local_stage.model_server.examiner import Examiner
from ops.local_stage.model_server.server import ModelServer


@pytest.fixture(scope="session")
def providers() -> Iterator[ModelServer]:
    """Gemini and Bedrock, as the local stage has them."""
    running = ModelServer(examiner=Examiner(GrammarChecker()))
    thread = threading.Thread(target=running.serve)
    thread.start()
    yield running
    running.stop()
    thread.join()
