# The bucket is terraform/bootstrap's; its name comes with `init`, because it holds the account's number.
terraform {
  backend "s3" {
    key          = "dev/terraform.tfstate"
    region       = "us-east-1"
    encrypt      = true
    use_lockfile = true
  }
}
