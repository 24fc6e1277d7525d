"""What one execution environment of each function carries: messages, requests at once, and memory over thousands."""
