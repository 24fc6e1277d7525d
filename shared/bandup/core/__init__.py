"""What everything else stands on: settings, AWS clients, DynamoDB, errors, time, logs and metrics."""
