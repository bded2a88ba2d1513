import { hash } from "node:crypto";
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { KeyRingRefused } from "@latchkey/core/key-ring/change-key-ring";
import type { KeyRingStore } from "@latchkey/core/root/key-ring-work";
import { answered } from "../unavailable.ts";
import { parseRing } from "./key-rings.ts";
import { createSecretsClient, type RingSecrets } from "./secrets-client.ts";

/**
 * Secrets named `<prefix><ring>`, as they are at this moment. Secrets Manager has no conditional write, but it takes one
 * value for a version's id and refuses every other (PutSecretValue, ClientRequestToken). So a ring's next version has an
 * id that follows from the one that was read: of two who change the same version, the second is refused.
 */
export const secretKeyRingStore = ({
  prefix,
  client = createSecretsClient(),
}: RingSecrets): KeyRingStore => ({
  read: async (name) => {
    const command = new GetSecretValueCommand({ SecretId: `${prefix}${name}` });
    try {
      const { SecretString, VersionId } = await answered("Secrets Manager", client.send(command));
      if (VersionId === undefined) throw new Error("A secret's value has a version.");
      return { ring: parseRing(name, SecretString), version: VersionId };
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      throw new KeyRingRefused(`The key ring ${name} has no keys yet: {"do":"rotate-root-key"} makes them.`);
    }
  },

  replace: async (name, ring, version) => {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const next = after(version, attempt);
      const command = new PutSecretValueCommand({
        SecretId: `${prefix}${name}`,
        SecretString: JSON.stringify(ring),
        ClientRequestToken: next,
      });
      try {
        await answered("Secrets Manager", client.send(command));
        return;
      } catch (error) {
        if (!(error instanceof ResourceExistsException)) throw error;
        if (!(await wasTakenBack(client, `${prefix}${name}`, { next, before: version }))) break;
      }
    }
    throw new KeyRingRefused(`Somebody else has changed the key ring ${name} in this moment. Look again.`);
  },
});

/** As often may a change of one and the same version be taken back by hand. */
const MAX_ATTEMPTS = 10;

/** 64 characters, the most that a token may have. */
const after = (version: string, attempt: number): string =>
  hash("sha256", `latchkey/after/${version}/${attempt}`, "hex");

/**
 * Whether a version was made current and then replaced by its predecessor, as when an operator restores the former value of
 * a secret. A change that is made at this moment is itself current, or is followed by another one.
 */
const wasTakenBack = async (
  client: SecretsManagerClient,
  SecretId: string,
  { next, before }: { next: string; before: string },
): Promise<boolean> => {
  const stagesOf = async (VersionId: string): Promise<string[]> => {
    const command = new GetSecretValueCommand({ SecretId, VersionId });
    return (await answered("Secrets Manager", client.send(command))).VersionStages ?? [];
  };
  try {
    const [ofNext, ofBefore] = [await stagesOf(next), await stagesOf(before)];
    return !ofNext.includes(CURRENT) && ofBefore.includes(CURRENT);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
};

const CURRENT = "AWSCURRENT";
