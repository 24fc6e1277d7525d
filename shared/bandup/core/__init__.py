"""What everything else uses: settings, AWS clients, DynamoDB, errors, time, logs and metrics."""
