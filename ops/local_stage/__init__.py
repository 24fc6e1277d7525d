"""The local stage: LocalStack, moto and the model server, and what drives them."""
