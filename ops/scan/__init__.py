"""The gate on checkov's findings."""
