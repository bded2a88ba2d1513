import {
  mintAccessKey,
  mintSecretKey,
  parseAccessKey,
  SECRET_KEY_RANDOM_BYTES,
} from "@latchkey/signing/access-key/access-key-format";
import { seal } from "../../key-ring/seal.ts";
import { invalidInput } from "../../refusal.ts";
import { lookupOf } from "../part/credential-place.ts";
import { type CredentialIds, consumerPartOf, type Minted, type MintWork } from "../part/minted.ts";
import { lastFourOf } from "../part/secret.ts";
import { accessKeyPointer } from "./access-key-pointer.ts";
import type { AkskFields } from "./aksk-credential.ts";
import type { NewAksk } from "./aksk-input.ts";

const HINT = 8;

export const mintAksk = async (
  work: MintWork,
  { consumerId, id }: CredentialIds,
  input: NewAksk,
): Promise<Minted<AkskFields>> => {
  const { schemes, clockSkewSeconds, replayProtection, allowUnsignedPayload } = input;
  if (input.accessKey !== undefined && parseAccessKey(input.accessKey))
    throw invalidInput("/accessKey", "not in the form of a minted access key");
  const accessKey = input.accessKey ?? mintAccessKey(consumerPartOf(consumerId), lookupOf(id));
  const secretKey = input.secretKey ?? newSecretKey(work);
  return {
    fields: {
      type: "aksk",
      accessKey,
      imported: input.accessKey !== undefined,
      secrets: [
        {
          sealed: seal(await work.keys.ring("data"), secretKey, id, work.random),
          ...(input.secretKey === undefined ? { lastFour: lastFourOf(secretKey) } : {}),
        },
      ],
      schemes: [...new Set(schemes)],
      clockSkewSeconds,
      replayProtection,
      allowUnsignedPayload,
      hint: accessKey.slice(0, HINT),
    },
    secret: { accessKey, secretKey },
    pointers: input.accessKey === undefined ? [] : [accessKeyPointer(input.accessKey)],
  };
};

export const newSecretKey = (work: Pick<MintWork, "random">): string =>
  mintSecretKey(work.random(SECRET_KEY_RANDOM_BYTES));
