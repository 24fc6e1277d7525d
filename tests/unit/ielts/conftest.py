import pytest

from bandup.ielts.findings import GrammarChecker


@pytest.fixture(scope="session")
def checker() -> GrammarChecker:
    return GrammarChecker().warm_up()
