"""Our own rules for what a stage's plan must show, where a general scanner has none.

The plan is the real provider's. Nothing is asked of AWS: what only AWS could tell, such as a queue's ARN, is given to
Terraform as AWS would make it, so that policies and triggers can be followed from one resource to the next.
"""
