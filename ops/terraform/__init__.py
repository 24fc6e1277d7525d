"""Terraform as the commands of this package run it."""
