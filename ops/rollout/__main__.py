"""What a stage in AWS runs: `python -m ops.rollout plan|deploy|rollback|history --stage STAGE`."""

from ops.rollout.cloud import CloudTarget
from ops.rollout.command_line import run

if __name__ == "__main__":
    run(CloudTarget)
