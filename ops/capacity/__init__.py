"""From how much is practised to what it takes and costs (docs/operate/cost-and-capacity.md)."""
