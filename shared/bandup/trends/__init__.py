"""How something that is rated again and again develops: level, trend, and what the data allow to say of both."""
