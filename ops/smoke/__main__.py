"""Test a stage in AWS after a deployment: `python -m ops.smoke --stage STAGE`."""

from ops.smoke.cloud import open_cloud_stage
from ops.smoke.command_line import run

if __name__ == "__main__":
    run(open_cloud_stage)
