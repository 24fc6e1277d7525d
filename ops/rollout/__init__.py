"""Brings released images onto a stage, and back: deploy, rollback, history.

It stands with Terraform, whose apply it is about: it builds nothing, so it is no part of images/, and it serves
stages in AWS as well as the local one, so it is no part of the tests.
"""
