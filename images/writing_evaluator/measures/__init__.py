"""What can be counted in a script, apart from anyone's judgement: the same with every model, and free."""
