output "topic_arn" {
  description = "ARN of the topic that alarms are told on."
  value       = aws_sns_topic.alarms.arn
}
