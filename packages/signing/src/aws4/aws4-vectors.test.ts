import { describe, expect, it } from "vitest";
import { sharedVectors } from "../../test/shared-vectors.ts";
import { parseBasicDate } from "../basic-date.ts";
import type { SignedRequest } from "../signed-request.ts";
import { sha256Hex } from "../web-crypto.ts";
import type { Aws4PathRule } from "./aws4-canonical.ts";
import { createAws4SigningKeys } from "./aws4-signing-keys.ts";
import { parseAws4 } from "./parse-aws4.ts";
import { aws4Authorization, proveAws4 } from "./prove-aws4.ts";
import { verifyAws4 } from "./verify-aws4.ts";

interface Form {
  canonicalRequest: string;
  stringToSign: string;
  signature: string;
  signedRequest: string;
}
interface Case {
  name: string;
  context: {
    credentials: { access_key_id: string; secret_access_key: string; token?: string };
    normalize: boolean;
    region: string;
    service: string;
    timestamp: string;
  };
  request: string;
  header: Form;
  query: Form;
}

const { cases } = sharedVectors<{ cases: Case[] }>("sigv4.json", { cases: [] });
const timestamp = "20150830T123600Z";
const now = parseBasicDate(timestamp) ?? Number.NaN;
const forms = cases.flatMap((vector) => [
  { name: `${vector.name} in the header`, vector, form: vector.header },
  { name: `${vector.name} in the query`, vector, form: vector.query },
]);

const signerOf = ({ context }: Case) => ({
  accessKey: context.credentials.access_key_id,
  secretKey: context.credentials.secret_access_key,
  region: context.region,
  service: context.service,
});

const pathRule = (vector: Case): Aws4PathRule => (vector.context.normalize ? "normalised" : "unnormalised");

/** The request before it was signed: a token that the suite appends after signing is not in the canonical request. */
const withoutProof = (request: SignedRequest, form: Form): SignedRequest => {
  const query = request.query.filter(
    ([name]) =>
      name !== "X-Amz-Signature" &&
      (name !== "X-Amz-Security-Token" || form.canonicalRequest.includes("X-Amz-Security-Token")),
  );
  return { ...request, query };
};

/** Reads the suite's raw requests: unescaped targets, folded header lines. */
const readRequest = (text: string): { request: SignedRequest; body: string } => {
  const [head = "", ...rest] = text.split("\n\n");
  const [requestLine = "", ...lines] = head.replace(/\n[ \t]+/g, " ").split("\n");
  const method = requestLine.slice(0, requestLine.indexOf(" "));
  const target = requestLine.slice(method.length + 1, requestLine.lastIndexOf(" "));
  const [path = "", search = ""] = target.split("?");
  const headers: Record<string, string[]> = {};
  for (const line of lines.filter(Boolean)) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    headers[name] = [...(headers[name] ?? []), line.slice(colon + 1)];
  }
  return {
    request: { method, path, query: [...new URLSearchParams(search)], headers },
    body: rest.join("\n\n").trimEnd(),
  };
};

describe.skipIf(cases.length === 0)(
  "AWS's own suite of Signature V4, aws-c-auth (skipped without the shared vectors)",
  () => {
    it("has 38 cases in two forms", () => {
      expect(forms).toHaveLength(76);
    });

    it.each(forms)("signs $name", async ({ vector, form }) => {
      const { request, body } = readRequest(form.signedRequest);
      const unsigned = withoutProof(request, form);
      const names = /\n([^\n]*)\n[^\n]*$/.exec(form.canonicalRequest)?.[1]?.split(";") ?? [];
      const signer = signerOf(vector);
      const proof = await proveAws4(
        unsigned,
        names,
        signer,
        timestamp,
        await sha256Hex(body),
        pathRule(vector),
      );
      expect(proof).toEqual({
        canonicalRequest: form.canonicalRequest,
        stringToSign: form.stringToSign,
        signature: form.signature,
      });
      if (form === vector.header) {
        expect(request.headers["authorization"]).toEqual([
          aws4Authorization(signer, timestamp, names, form.signature),
        ]);
      }
    });

    it.each(forms)("verifies $name", async ({ vector, form }) => {
      const { request, body } = readRequest(form.signedRequest);
      const bodySha256 = await sha256Hex(body);
      const parsed = parseAws4(request);
      if (parsed?.outcome !== "claimed") throw new Error("not understood");
      expect(parsed.claim.accessKey).toBe(vector.context.credentials.access_key_id);
      const options = {
        signingKeys: createAws4SigningKeys(),
        normalisePath: vector.context.normalize,
        bodySha256,
      };
      const secret = vector.context.credentials.secret_access_key;
      expect(verifyAws4(request, parsed.claim, secret, now, options)).toEqual({
        outcome: "accepted",
        body: body === "" ? "none" : { sha256: bodySha256 },
        signature: form.signature,
        validUntil: now + (form === vector.query ? 3600 : 300),
      });
      expect(verifyAws4(request, parsed.claim, `${secret}x`, now, options)).toEqual({
        outcome: "refused",
        reason: "bad-signature",
      });
    });
  },
);
