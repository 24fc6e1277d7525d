"""Where results, secrets and items are kept."""
