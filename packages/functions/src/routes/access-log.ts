/**
 * What API Gateway's access log says of a call: no query, no token (some paths hold one), nothing that a client wrote. Of
 * the two ids it is the one that a client cannot choose, as in our own lines (API Gateway Developer Guide, "$context
 * variables"). What is not known is written as `-`.
 */
export const ACCESS_LOG = {
  at: "$context.requestTimeEpoch",
  requestId: "$context.extendedRequestId",
  method: "$context.httpMethod",
  route: "$context.resourcePath",
  status: "$context.status",
  answeredBy: "$context.error.responseType",
  latencyMs: "$context.responseLatency",
  integrationMs: "$context.integration.latency",
  integrationStatus: "$context.integration.status",
  authorizerMs: "$context.authorizer.latency",
  authorizerStatus: "$context.authorizer.status",
  bytes: "$context.responseLength",
  sourceIp: "$context.identity.sourceIp",
  consumer: "$context.authorizer.consumerId",
  team: "$context.authorizer.team",
  credential: "$context.authorizer.credentialId",
  subscription: "$context.authorizer.subscriptionId",
  serviceId: "$context.authorizer.serviceId",
  slug: "$context.authorizer.service",
  code: "$context.authorizer.code",
} as const;
