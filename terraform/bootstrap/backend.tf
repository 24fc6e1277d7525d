# What holds every other state can't hold its own. It is small, and every resource in it can be imported again.
terraform {
  backend "local" {}
}
