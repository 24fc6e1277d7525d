variable "name" {
  type        = string
  description = "Name of the table."
}

variable "hash_key" {
  type        = string
  description = "Attribute that is the partition key."
}

variable "range_key" {
  type        = string
  description = "Attribute that is the sort key; null for none."
  default     = null
}

variable "attributes" {
  type        = map(string)
  description = "Every attribute that is a key of the table or of an index, and its type: S, N or B."

  validation {
    condition     = alltrue([for type in values(var.attributes) : contains(["S", "N", "B"], type)])
    error_message = "A key is a string (S), a number (N) or binary (B)."
  }
}

variable "indexes" {
  type = map(object({
    hash_key   = string
    range_key  = string
    projection = string
  }))
  description = "Global secondary indexes by name: their keys, and what they hold of an item (ALL or KEYS_ONLY)."
  default     = {}

  validation {
    condition     = alltrue([for index in values(var.indexes) : contains(["ALL", "KEYS_ONLY"], index.projection)])
    error_message = "An index holds ALL of an item or KEYS_ONLY."
  }

  # DynamoDB refuses shorter names, but only at the apply.
  validation {
    condition     = alltrue([for name in keys(var.indexes) : length(name) >= 3])
    error_message = "An index's name has at least 3 characters."
  }
}

variable "ttl_attribute" {
  type        = string
  description = "Attribute that says in epoch seconds when DynamoDB may remove an item; null for none."
  default     = null
}

variable "deletion_protection" {
  type        = bool
  description = "Whether the table refuses to be deleted."
  default     = true
}
