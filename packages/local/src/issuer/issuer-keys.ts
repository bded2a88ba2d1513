import { randomBytes } from "node:crypto";
import { exportJWK, generateKeyPair } from "jose";
import { z } from "zod";
import { readFileIfPresent } from "../files/read-file-if-present.ts";
import { replaceFile } from "../files/replace-file.ts";

const IssuerKeys = z.object({
  /** The RS256 private key as a JWK; its public half is what verifiers fetch. */
  signing: z.object({
    kty: z.literal("RSA"),
    kid: z.string(),
    n: z.string(),
    e: z.string(),
    d: z.string(),
    p: z.string(),
    q: z.string(),
    dp: z.string(),
    dq: z.string(),
    qi: z.string(),
    use: z.literal("sig"),
    alg: z.literal("RS256"),
  }),
  cookie: z.string(),
});
export type IssuerKeys = z.infer<typeof IssuerKeys>;

/** The issuer's keys: the kept ones, else new ones, kept in a file of mode 0600 so that tokens outlive a restart. */
export const loadIssuerKeys = async (path: string): Promise<IssuerKeys> => {
  const text = await readFileIfPresent(path);
  if (text !== undefined) return IssuerKeys.parse(JSON.parse(text));
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const keys = IssuerKeys.parse({
    signing: {
      ...(await exportJWK(privateKey)),
      kid: randomBytes(8).toString("hex"),
      use: "sig",
      alg: "RS256",
    },
    cookie: randomBytes(32).toString("base64url"),
  });
  await replaceFile(path, JSON.stringify(keys));
  return keys;
};
