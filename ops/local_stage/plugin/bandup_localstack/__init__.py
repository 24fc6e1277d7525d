"""What LocalStack's free edition lacks and the local stage needs.

- `executor` and what it uses: image functions, run as containers or as plain processes, behind Lambda's Runtime API.
- `image_code`: a function's image must exist when the function is made, and is known by its digest.
- `sqs_mappings`: an event source mapping that honours MaximumConcurrency.
- `calls`: which calls of AWS each function makes, for tests.
- `gateway_responses`: what the gateway answers by itself, as the imported document says it.
- `loopback`: nothing listens beyond this machine.
- `object_store`: S3's objects in the stage's own folder.
- `dynamodb`: DynamoDB Local from a folder, without a download at start.

LocalStack finds it by the entry points in the dist-info folder beside this package, once that folder's parent is on
PYTHONPATH. Modules that do not import `localstack` are also used by the driver and by the tests.
"""
