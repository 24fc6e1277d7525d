# A state of its own: images must be there before any stage, and outlive them all.
terraform {
  backend "s3" {
    key          = "registry/terraform.tfstate"
    encrypt      = true
    use_lockfile = true
  }
}
