locals {
  models = jsondecode(file("${path.module}/../../shared/bandup/models/catalogue.json")).models

  # A day that has passed counts, whatever the status says. Each with its successor.
  retired_models = {
    for id, model in local.models : id => model.successor
    if model.status == "retired" || try(timecmp("${model.shutdown_on}T00:00:00Z", plantimestamp()) <= 0, false)
  }
}
