/** What each service of AWS publishes under these dimensions, of what we read (their guides, "CloudWatch metrics"). */
export const PUBLISHED: Record<string, Record<string, readonly string[]>> = {
  "AWS/ApiGateway": { "ApiName Stage": ["5XXError", "Count", "Latency"] },
  "AWS/DynamoDB": {
    TableName: ["ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits"],
    "Operation TableName": ["SystemErrors", "ThrottledRequests"],
  },
  "AWS/Lambda": {
    "": ["ConcurrentExecutions", "Throttles"],
    FunctionName: [
      "DestinationDeliveryFailures",
      "Duration",
      "Errors",
      "Invocations",
      "IteratorAge",
      "Throttles",
    ],
  },
  "AWS/SES": { "ses:configuration-set": ["Bounce", "Complaint", "Send"] },
  "AWS/SQS": {
    QueueName: [
      "ApproximateAgeOfOldestMessage",
      "ApproximateNumberOfMessagesVisible",
      "NumberOfMessagesReceived",
    ],
  },
};
