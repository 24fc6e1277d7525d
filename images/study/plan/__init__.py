"""What to practise today and this week, by rules that docs/use/plan.md states, each item with its reason."""
