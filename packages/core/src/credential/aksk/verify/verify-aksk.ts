import { randomBytes } from "node:crypto";
import { parseAccessKey } from "@latchkey/signing/access-key/access-key-format";
import { createAws4SigningKeys } from "@latchkey/signing/aws4/aws4-signing-keys";
import { RevisionCache } from "../../../cache/revision-cache.ts";
import type { CallReader } from "../../../call-records/call-reader.ts";
import { type CallKey, UNKNOWN_PLACE } from "../../../call-records/call-records.ts";
import type { KeyRings } from "../../../key-ring/key-ring.ts";
import type { CallRequest } from "../../../presented/call-request.ts";
import { expectedPosition, type PresentedAt } from "../../../presented/presented.ts";
import { type OpenSecret, openSecrets } from "../../../proof/open-secrets.ts";
import { knownRecords, type Proof, refusedProof } from "../../../proof/proof.ts";
import type { Nonce } from "../../../proof/replay-protection.ts";
import { livingSecrets } from "../../part/secret.ts";
import { accessKeyPointer } from "../access-key-pointer.ts";
import type { AkskCredential } from "../aksk-credential.ts";
import type { PresentedAksk } from "../present-aksk.ts";
import { signedHeaders } from "../signature-claim.ts";
import { bodyRule, verifyWithEach } from "./verify-signature.ts";

type PresentedSignature = PresentedAt<PresentedAksk>;

/** @param bodySha256 lower-case hex, where the asker knows the body */
export type VerifyAksk = (
  presented: PresentedSignature,
  request: CallRequest,
  reader: CallReader,
  bodySha256: string | undefined,
) => Promise<Proof>;

const MAX_CREDENTIALS = 1000;

/** What is checked for an access key that is not taken: the time of an answer must not tell it from one that is. */
const UNKNOWN = {
  clockSkewSeconds: 300,
  allowUnsignedPayload: false,
  secret: randomBytes(32).toString("hex"),
};

/** One round trip for a minted access key, at most two for an imported one. */
export const createVerifyAksk = (keys: KeyRings, verifyWith = verifyWithEach): VerifyAksk => {
  const opened = new RevisionCache<OpenSecret[]>(MAX_CREDENTIALS);
  const signingKeys = createAws4SigningKeys();

  const secretsOf = async (credential: AkskCredential, now: number): Promise<OpenSecret[]> => {
    const known =
      opened.get(credential) ??
      opened.keep(credential, await openSecrets(keys, credential.id, livingSecrets(credential.secrets, now)));
    return known.filter(({ validUntil }) => validUntil > now);
  };

  return async ({ claim, positions }, request, reader, bodySha256) => {
    const key = (await locate(claim.accessKey, request.service, reader)) ?? {
      ...UNKNOWN_PLACE,
      service: request.service,
    };
    const records = knownRecords(await reader.records(key), "aksk");
    const credential = records?.credential;
    const at = credential && expectedPosition(credential, positions);
    const isKnown = at && credential.accessKey === claim.accessKey;
    const isMeant = isKnown && credential.schemes.includes(claim.scheme);
    const { clockSkewSeconds, allowUnsignedPayload } = isMeant ? credential : UNKNOWN;
    const verdict = verifyWith(
      {
        request,
        claim,
        now: reader.now / 1000,
        options: {
          clockSkewSeconds,
          allowUnsignedPayload,
          ...(bodySha256 === undefined ? {} : { bodySha256 }),
        },
        signingKeys,
      },
      isMeant ? await secretsOf(credential, reader.now) : [UNKNOWN],
    );
    if (!isMeant) return refusedProof("unknown-credential", isKnown ? records : undefined);
    if (verdict.outcome === "refused") return refusedProof(verdict.reason, records);
    if (verdict.outcome === "accepted") {
      const { body, signature, validUntil, mark } = verdict;
      return {
        outcome: "proven",
        records,
        at,
        body: bodyRule(body),
        mark,
        ...nonceOf(credential, signature, validUntil),
      };
    }
    const [first] = verdict.completions;
    if (!first) throw new Error("A signature that waits for the body can be completed.");
    return {
      outcome: "pending",
      records,
      at,
      signature: { completions: verdict.completions, signedHeaders: signedHeaders(claim) },
      ...nonceOf(credential, first.signature, first.validUntil),
    };
  };
};

/** @param signature lower-case hex: one signature, one text */
const nonceOf = (
  { id, replayProtection }: AkskCredential,
  signature: string,
  until: number,
): { nonce?: Nonce } => (replayProtection ? { nonce: { key: `${id}/${signature}`, until } } : {});

const locate = async (
  accessKey: string,
  service: string,
  reader: CallReader,
): Promise<CallKey | undefined> => {
  const minted = parseAccessKey(accessKey);
  if (minted) return { consumerId: `con_${minted.consumerPart}`, lookup: minted.lookup, service };
  const [place] = (await reader.places([accessKeyPointer(accessKey)])).values();
  return place && { ...place, service };
};
