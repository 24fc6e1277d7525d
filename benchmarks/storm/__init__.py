"""Ten thousand messages through the real worker while everything around it fails: `make storm`, docs/develop/storm.md."""
