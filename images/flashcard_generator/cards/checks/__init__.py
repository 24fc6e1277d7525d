"""What makes a card good, as small rules: each looks at one thing and can be read by itself."""
