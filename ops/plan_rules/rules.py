"""All rules by name."""

from collections.abc import Mapping

from ops.plan_rules import api, console, functions, permissions, queues, sign_in, storage, watching
from ops.plan_rules.plan import Rule

RULES: Mapping[str, Rule] = {
    **queues.RULES,
    **functions.RULES,
    **permissions.RULES,
    **api.RULES,
    **sign_in.RULES,
    **storage.RULES,
    **console.RULES,
    **watching.RULES,
}
