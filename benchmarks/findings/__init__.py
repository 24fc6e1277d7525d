"""`make findings`: how often the measured findings are right, on texts whose errors are known."""
