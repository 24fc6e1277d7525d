"""Adapters to the models that are paid for, and the catalogue of what they are and cost."""
