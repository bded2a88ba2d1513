import { ACMClient } from "@aws-sdk/client-acm";
import { IAMClient } from "@aws-sdk/client-iam";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { Route53Client } from "@aws-sdk/client-route-53";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { STSClient } from "@aws-sdk/client-sts";

/** Of a test: where all services are, and as whom. The SDK finds both by itself otherwise, as `sst` does. */
export interface ClientOptions {
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/** CloudFront looks for certificates there. */
export const CLOUDFRONT_REGION = "us-east-1";

export const clientsOf = (region: string, options: ClientOptions = {}) => {
  const config = { region, maxAttempts: 2, ...options };
  return {
    acm: new ACMClient(config),
    acmOfCloudFront: new ACMClient({ ...config, region: CLOUDFRONT_REGION }),
    iam: new IAMClient(config),
    lambda: new LambdaClient(config),
    quotas: new ServiceQuotasClient(config),
    route53: new Route53Client(config),
    ses: new SESv2Client(config),
    sts: new STSClient(config),
  };
};
export type Clients = ReturnType<typeof clientsOf>;
