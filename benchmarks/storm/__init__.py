"""Ten thousand messages through the real worker while everything around it fails (docs/develop/storm.md)."""
