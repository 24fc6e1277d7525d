"""What a person runs: images, releases, Terraform, the local stage and the demo (`python -m ops.…`)."""
