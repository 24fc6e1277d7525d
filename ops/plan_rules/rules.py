"""All rules by name."""

from collections.abc import Mapping

from ops.plan_rules import api, functions, permissions, queues, storage, watching
from ops.plan_rules.plan import Rule

RULES: Mapping[str, Rule] = {
    **queues.RULES,
    **functions.RULES,
    **permissions.RULES,
    **api.RULES,
    **storage.RULES,
    **watching.RULES,
}
