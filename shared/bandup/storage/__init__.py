"""Where results, uploads, secrets and items are kept."""
