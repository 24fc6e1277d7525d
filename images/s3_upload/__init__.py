"""Lets users send files to S3, and get their own back, without passing them through a function."""
