mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name        = "bandup/test/gemini-api-key"
  description = "Key of the Gemini API"
  value       = "a-value-that-may-not-be-kept"
}

run "value_is_written_and_not_kept" {
  assert {
    condition     = aws_secretsmanager_secret_version.this.secret_string_wo_version == 1
    error_message = "The value is written under its version."
  }

  assert {
    condition     = !strcontains(jsonencode(aws_secretsmanager_secret_version.this), "a-value-that-may-not-be-kept")
    error_message = "No attribute that the state keeps holds the value."
  }

  assert {
    condition     = aws_secretsmanager_secret.this.recovery_window_in_days == 30
    error_message = "A deleted secret can be restored."
  }
}

run "empty_value_half_a_version_and_name_with_spaces_are_rejected" {
  command = plan

  variables {
    name          = "the key"
    value         = ""
    value_version = 1.5
  }

  expect_failures = [var.name, var.value, var.value_version]
}

run "recovery_window_that_does_not_exist_is_rejected" {
  command = plan

  variables {
    recovery_window_days = 3
  }

  expect_failures = [var.recovery_window_days]
}
