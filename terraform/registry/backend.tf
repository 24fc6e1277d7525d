# A state of its own: images must be there before any stage, and outlive them all.
terraform {
  backend "s3" {
    key          = "registry/terraform.tfstate"
    region       = "us-east-1"
    encrypt      = true
    use_lockfile = true
  }
}
