# The bucket is terraform/bootstrap's: its name and region come with `init`, because they are the account's.
terraform {
  backend "s3" {
    key          = "staging/terraform.tfstate"
    encrypt      = true
    use_lockfile = true
  }
}
