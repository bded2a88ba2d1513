/** The signature of APIPark, Apinto and Huawei Cloud's API Gateway: SigV4 without scope, key derivation and sorting. */
export const GATEWAY_ALGORITHMS = ["HMAC-SHA256", "SDK-HMAC-SHA256"] as const;

/** The name that the Authorization header begins with: APIPark's and Apinto's, or Huawei's. */
export type GatewayAlgorithm = (typeof GATEWAY_ALGORITHMS)[number];
