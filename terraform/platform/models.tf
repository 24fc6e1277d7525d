locals {
  models = jsondecode(file("${path.module}/../../shared/bandup/models/catalogue.json")).models

  # A day that has passed counts, whatever the status says. Each with its successor.
  retired_models = {
    for id, model in local.models : id => model.successor
    if model.status == "retired" || try(timecmp("${model.shutdown_on}T00:00:00Z", plantimestamp()) <= 0, false)
  }

  bedrock_region = coalesce(var.bedrock_region, local.region)

  # Amazon's own models belong to no account.
  titan_arn = "arn:aws:bedrock:${local.bedrock_region}::foundation-model/amazon.titan-embed-text-v2:0"

  # A Claude model is called through an inference profile, whose id stands where a model's would.
  claude_profiles = merge([
    for id, model in local.models : {
      for profile, route in try(model.profiles, {}) : profile => { model = id, routes_to = route.routes_to }
    }
  ]...)

  retired_profiles = {
    for profile, route in local.claude_profiles : profile => local.retired_models[route.model]
    if contains(keys(local.retired_models), route.model)
  }

  bedrock     = "arn:aws:bedrock:${local.region}"
  interviewer = local.claude_profiles[var.model_id]
  # Bedrock asks whether the caller may use the profile, and the model wherever the profile may route to. A global profile
  # is asked for here and routed by an ARN without a region.
  call_interviewer = concat(
    ["${local.bedrock}:${local.account}:inference-profile/${var.model_id}"],
    flatten([
      for region in local.interviewer.routes_to : region == "global" ? [
        "${local.bedrock}::foundation-model/${local.interviewer.model}",
        "arn:aws:bedrock:::foundation-model/${local.interviewer.model}",
      ] : ["arn:aws:bedrock:${region}::foundation-model/${local.interviewer.model}"]
    ]),
  )
}
