from bandup.storage.upload_rules import RULES
from ops.client.uploads import CONTENT_TYPES


def test_every_suffix_that_is_known_can_be_uploaded() -> None:
    accepted = frozenset().union(*(rule.content_types for rule in RULES.values()))
    assert set(CONTENT_TYPES.values()) <= accepted
