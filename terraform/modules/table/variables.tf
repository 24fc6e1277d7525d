variable "name" {
  type        = string
  description = "Name of the table."

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{3,255}$", var.name))
    error_message = "A table's name has 3 to 255 letters, digits, underscores, dots and hyphens."
  }
}

variable "hash_key" {
  type        = string
  description = "Attribute that is the partition key."

  validation {
    condition     = contains(keys(var.attributes), var.hash_key)
    error_message = "The partition key is one of the attributes."
  }
}

variable "range_key" {
  type        = string
  description = "Attribute that is the sort key; null for none."
  default     = null

  validation {
    condition     = var.range_key == null || contains(keys(var.attributes), coalesce(var.range_key, "-"))
    error_message = "The sort key is one of the attributes."
  }
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
    hash_key           = string
    range_key          = string
    projection         = string
    non_key_attributes = optional(list(string))
  }))
  description = "Global secondary indexes by name: their keys, and what they hold of an item (ALL, KEYS_ONLY, or INCLUDE with the attributes besides the keys)."
  default     = {}

  validation {
    condition     = alltrue([for index in values(var.indexes) : contains(["ALL", "INCLUDE", "KEYS_ONLY"], index.projection)])
    error_message = "An index holds ALL of an item, KEYS_ONLY, or what it is told to INCLUDE."
  }

  # DynamoDB refuses both, but only at the apply; it takes 20 such attributes per index.
  validation {
    condition = alltrue([
      for index in values(var.indexes) : index.projection == "INCLUDE"
      ? try(length(index.non_key_attributes) >= 1 && length(index.non_key_attributes) <= 20, false)
      : index.non_key_attributes == null
    ])
    error_message = "Name 1 to 20 non_key_attributes for INCLUDE, and none for any other projection."
  }

  # DynamoDB refuses shorter names, but only at the apply.
  validation {
    condition     = alltrue([for name in keys(var.indexes) : length(name) >= 3])
    error_message = "An index's name has at least 3 characters."
  }

  validation {
    condition     = alltrue([for index in values(var.indexes) : length(setsubtract([index.hash_key, index.range_key], keys(var.attributes))) == 0])
    error_message = "An index's keys are among the attributes."
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

variable "key" {
  type        = object({ arn = string })
  description = "KMS key that encrypts items; null where an emulator keeps nothing."
  default     = null
}
