"""How functions are built that share their settings and services."""
