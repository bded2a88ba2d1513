import type { OutgoingRequest } from "@latchkey/signing/outgoing-request";
import type { TryCredential } from "./try-credential.ts";

type Signer = Pick<TryCredential, "accessKey" | "secretKey" | "scheme">;

/** Any region and service will do: the gateway reads them from the signature's own scope. */
const AWS_SCOPE = { region: "local", service: "latchkey" };

/** Signs with Web Crypto. What signs is loaded when something is signed. */
export const signedHeaders = async (
  request: OutgoingRequest,
  { accessKey, secretKey, scheme }: Signer,
  now: Date,
): Promise<Readonly<Record<string, string>>> => {
  if (scheme === "aws4") {
    const { signAws4 } = await import("@latchkey/signing/aws4/sign-aws4");
    return signAws4(request, { accessKey, secretKey, ...AWS_SCOPE }, now);
  }
  if (scheme === "rfc9421") {
    const { signRfc9421 } = await import("@latchkey/signing/rfc9421/sign-rfc9421");
    return signRfc9421(request, { accessKey, secretKey }, now);
  }
  const { signGatewayHmac } = await import("@latchkey/signing/gateway-hmac/sign-gateway-hmac");
  return signGatewayHmac(request, { accessKey, secretKey, algorithm: scheme }, now);
};

export const basicHeader = async (username: string, password: string): Promise<string> => {
  const { encodeBasic } = await import("@latchkey/signing/basic/encode-basic");
  return encodeBasic(username, password);
};
