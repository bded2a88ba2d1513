import type { APIGatewayProxyEvent } from "aws-lambda";

/** What API Gateway says of a client that it has not authenticated. */
export const identityFrom = (sourceIp: string): APIGatewayProxyEvent["requestContext"]["identity"] => ({
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  sourceIp,
  user: null,
  userAgent: null,
  userArn: null,
});
