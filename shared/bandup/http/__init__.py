"""What API functions share: reading requests strictly, and answering with JSON or problem details."""
