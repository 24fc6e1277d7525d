"""A model provider for the local stage: it speaks a provider's wire protocol and computes its answers offline."""
