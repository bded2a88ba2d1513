import { DEFAULT_ACCOUNT_ID } from "./request-context.ts";
import type { RestApi } from "./rest-api.ts";

export const MAX_METHOD_ARN_BYTES = 1600;

/** `arn:aws:execute-api:{region}:{account}:{api}/{stage}/{METHOD}/{path without its first slash}` */
export const methodArn = (api: RestApi, method: string, path: string): string => {
  const owner = `${api.region ?? "us-east-1"}:${api.accountId ?? DEFAULT_ACCOUNT_ID}`;
  return `arn:aws:execute-api:${owner}:${api.apiId}/${api.stage}/${method}${path}`;
};
