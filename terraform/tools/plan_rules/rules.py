"""All rules by name."""

from collections.abc import Mapping

from . import api, functions, permissions, queues, storage, watching
from .plan import Rule

RULES: Mapping[str, Rule] = {
    **queues.RULES,
    **functions.RULES,
    **permissions.RULES,
    **api.RULES,
    **storage.RULES,
    **watching.RULES,
}
