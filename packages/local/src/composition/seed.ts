import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import {
  CreateSecretCommand,
  ResourceExistsException,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { KEY_RING_NAMES, newKeyRing } from "@latchkey/core/key-ring/new-key-ring";
import { rotateRootKey } from "@latchkey/core/root/rotate-root-key";
import { seedPlatform } from "@latchkey/core/root/seed-platform";
import { controlPlane } from "@latchkey/functions/composition/dependencies";
import { readFileIfPresent } from "../files/read-file-if-present.ts";
import { replaceFile } from "../files/replace-file.ts";
import { KEYS_PREFIX } from "./environment.ts";

/** Makes each key ring that is missing. A ring that exists is never touched: what it sealed would be lost. */
export const seedKeyRings = async (secrets: SecretsManagerClient, now: number): Promise<void> => {
  for (const name of KEY_RING_NAMES) {
    const ring = newKeyRing(now, (length) => randomBytes(length));
    try {
      await secrets.send(
        new CreateSecretCommand({
          Name: `${KEYS_PREFIX}${name}`,
          SecretString: JSON.stringify(ring),
          ClientRequestToken: randomUUID(),
        }),
      );
    } catch (error) {
      if (!(error instanceof ResourceExistsException)) throw error;
    }
  }
};

/** The platform itself, and root's key in a file of its own: it is made once, and kept over restarts. */
export const seedRoot = async (dataDirectory: string): Promise<string> => {
  const plane = controlPlane();
  const now = plane.now();
  const work = { ...plane, now, commit: plane.commit(now) };
  await seedPlatform(work);
  const path = join(dataDirectory, "root.key");
  const kept = (await readFileIfPresent(path))?.toString().trim();
  if (kept) return kept;
  const key = await rotateRootKey(work);
  await replaceFile(path, `${key}\n`);
  return key;
};
