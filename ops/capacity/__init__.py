"""From how much is practised to what it takes and costs: `make capacity JOBS=1000000`, docs/operate/cost-and-capacity.md."""
