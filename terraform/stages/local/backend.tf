# The emulators forget everything when they stop, so this state is worth no more than their run.
terraform {
  backend "local" {}
}
