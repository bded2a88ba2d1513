import { createAws4SigningKeys } from "../src/aws4/aws4-signing-keys.ts";
import { parseAws4 } from "../src/aws4/parse-aws4.ts";
import { presignAws4 } from "../src/aws4/presign-aws4.ts";
import { aws4Authorization, proveAws4 } from "../src/aws4/prove-aws4.ts";
import { signAws4 } from "../src/aws4/sign-aws4.ts";
import { verifyAws4 } from "../src/aws4/verify-aws4.ts";
import type { SignatureOptions } from "../src/signature/signature-verdict.ts";
import type { SignedRequest } from "../src/signed-request.ts";
import { accessKey, clock, now, received, secretKey } from "./schemes.ts";

export const signer = { accessKey, secretKey };
export const sent = { method: "GET", url: "https://api.example.com/v1/orders?a=1" };

export const receive = (request: SignedRequest, options: SignatureOptions = {}, at = now) => {
  const parsed = parseAws4(request);
  if (parsed?.outcome !== "claimed") return parsed;
  return verifyAws4(request, parsed.claim, secretKey, at, {
    ...options,
    signingKeys: createAws4SigningKeys(),
  });
};

export const header = async (replace: (value: string) => string): Promise<SignedRequest> => {
  const added = await signAws4(sent, signer, clock);
  return received(sent, { ...added, authorization: replace(added.authorization) });
};

export const presigned = async (expires: number, change: (url: string) => string = (url) => url) =>
  received({ ...sent, url: change(await presignAws4(sent, signer, clock, expires)) }, {});

/** Signs any request exactly as told, as a client with habits of its own would. */
export const signRaw = async (
  request: SignedRequest,
  names: readonly string[],
  bodyLine: string,
  service = "execute-api",
): Promise<SignedRequest> => {
  const timestamp = request.headers["x-amz-date"]?.[0] ?? "";
  const who = { ...signer, service };
  const { signature } = await proveAws4(request, names, who, timestamp, bodyLine);
  const authorization = [aws4Authorization(who, timestamp, names, signature)];
  return { ...request, headers: { ...request.headers, authorization } };
};

export const raw: SignedRequest = {
  method: "POST",
  path: "/v1/orders",
  query: [],
  headers: { host: ["api.example.com"], "x-amz-date": ["20231114T221320Z"] },
};
export const names = ["host", "x-amz-date"];
