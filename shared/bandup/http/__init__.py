"""What every API function shares: reading requests strictly, and answering with JSON or problem details."""
