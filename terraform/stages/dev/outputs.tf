output "platform" {
  description = "Addresses and names of what was deployed, as terraform/platform describes them."
  value       = module.platform
}
