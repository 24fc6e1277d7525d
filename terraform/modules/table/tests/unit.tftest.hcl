mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name      = "bandup-test-evaluations"
  hash_key  = "evaluation_id"
  range_key = "user_id"

  attributes = {
    evaluation_id = "S"
    user_id       = "S"
    created_at    = "N"
  }

  indexes = {
    user_id-created_at-index = { hash_key = "user_id", range_key = "created_at", projection = "ALL" }
  }
}

run "table" {
  assert {
    condition     = aws_dynamodb_table.this.billing_mode == "PAY_PER_REQUEST"
    error_message = "Nothing is provisioned, so nothing is idle or too small."
  }

  assert {
    condition     = aws_dynamodb_table.this.point_in_time_recovery[0].enabled && aws_dynamodb_table.this.deletion_protection_enabled
    error_message = "Data can be restored, and is not deleted by mistake."
  }

  assert {
    condition     = { for attribute in aws_dynamodb_table.this.attribute : attribute.name => attribute.type } == { evaluation_id = "S", user_id = "S", created_at = "N" }
    error_message = "The key attributes are those that were given."
  }

  assert {
    condition     = one(aws_dynamodb_table.this.global_secondary_index).name == "user_id-created_at-index"
    error_message = "The index is there."
  }

  assert {
    condition     = output.index_arns == { user_id-created_at-index = "${aws_dynamodb_table.this.arn}/index/user_id-created_at-index" }
    error_message = "Policies name an index by its own ARN."
  }
}

run "items_stay" {
  command = plan

  assert {
    condition     = length(aws_dynamodb_table.this.ttl) == 0
    error_message = "Nothing is removed by itself unless an attribute says so."
  }
}

run "items_expire" {
  command = plan

  variables {
    ttl_attribute = "expires_at"
  }

  assert {
    condition     = one(aws_dynamodb_table.this.ttl).enabled && one(aws_dynamodb_table.this.ttl).attribute_name == "expires_at"
    error_message = "DynamoDB removes what has expired."
  }
}

run "index_of_some_attributes" {
  command = plan

  variables {
    indexes = {
      owner-index = { hash_key = "user_id", range_key = "created_at", projection = "INCLUDE", non_key_attributes = ["status", "overall_band"] }
    }
  }

  assert {
    condition     = one(aws_dynamodb_table.this.global_secondary_index).projection_type == "INCLUDE" && toset(one(aws_dynamodb_table.this.global_secondary_index).non_key_attributes) == toset(["overall_band", "status"])
    error_message = "The index holds what it was told to, and nothing large."
  }
}

run "index_of_no_attributes_is_rejected" {
  command = plan

  variables {
    indexes = { owner-index = { hash_key = "user_id", range_key = "created_at", projection = "INCLUDE" } }
  }

  expect_failures = [var.indexes]
}

run "attributes_that_the_projection_ignores_are_rejected" {
  command = plan

  variables {
    indexes = { owner-index = { hash_key = "user_id", range_key = "created_at", projection = "ALL", non_key_attributes = ["status"] } }
  }

  expect_failures = [var.indexes]
}

run "keys_that_are_no_attributes_are_rejected" {
  command = plan

  variables {
    name      = "no"
    hash_key  = "evaluation"
    range_key = "user"
    indexes   = { owner-index = { hash_key = "user_id", range_key = "made_at", projection = "ALL" } }
  }

  expect_failures = [var.name, var.hash_key, var.range_key, var.indexes]
}

run "unknown_types_are_rejected" {
  command = plan

  variables {
    attributes = { evaluation_id = "string", user_id = "S", created_at = "N" }
  }

  expect_failures = [var.attributes]
}

run "unknown_projections_and_short_names_are_rejected" {
  command = plan

  variables {
    indexes = { by = { hash_key = "user_id", range_key = "created_at", projection = "SOME" } }
  }

  expect_failures = [var.indexes]
}
