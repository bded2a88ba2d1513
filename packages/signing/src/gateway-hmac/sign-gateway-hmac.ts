import { formatBasicDate } from "../basic-date.ts";
import type { SignRequest } from "../outgoing-request.ts";
import { headersToSign, readOutgoing } from "../read-outgoing.ts";
import { sha256Hex } from "../web-crypto.ts";
import type { GatewayAlgorithm } from "./gateway-algorithm.ts";
import { GATEWAY_HEADERS } from "./gateway-hmac-canonical.ts";
import { proveGatewayHmac } from "./prove-gateway-hmac.ts";

/** Who signs as APIPark, Apinto and Huawei do. */
export interface GatewayHmacSigner {
  readonly accessKey: string;
  readonly secretKey: string;
  /** `SDK-HMAC-SHA256` is Huawei's name for it, with headers `X-Sdk-…`. Default `HMAC-SHA256`, APIPark's. */
  readonly algorithm?: GatewayAlgorithm;
}

/**
 * Signs a request as APIPark, Apinto and Huawei do. The body's digest is sent along, so that no server has to read the
 * body to check the signature.
 * @returns the headers to add to the request
 */
export const signGatewayHmac: SignRequest<GatewayHmacSigner> = async (request, signer, now) => {
  const algorithm = signer.algorithm ?? "HMAC-SHA256";
  const { date, digests } = GATEWAY_HEADERS[algorithm];
  const digest = await sha256Hex(request.body ?? "");
  const timestamp = formatBasicDate(now);
  const added = { [date]: timestamp, [digests.at(-1) ?? digests[0]]: digest };
  const signed = readOutgoing(request, added);
  const names = headersToSign(signed);
  const { signature } = await proveGatewayHmac(signed, names, algorithm, signer.secretKey, timestamp, digest);
  const list = names.join(";");
  const authorization = `${algorithm} Access=${signer.accessKey}, SignedHeaders=${list}, Signature=${signature}`;
  return { ...added, authorization };
};
