# Its settings are environment variables, which ops/local_stage/deploy.py sets; by hand see docs/develop/compose.md. A block
# that holds any is validated on its own, with all 1,500 resources that the provider knows: 3 s of each run.
provider "aws" {}

# Without those variables the provider would take the caller's own account.
data "aws_caller_identity" "current" {
  lifecycle {
    postcondition {
      condition     = self.account_id == "000000000000"
      error_message = "This stage is for emulators, and the provider would deploy it into the AWS account ${self.account_id}: run `make up`, or set what docs/develop/compose.md says."
    }
  }
}
