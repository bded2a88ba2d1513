import { randomUUID } from "node:crypto";
import {
  CreateSecretCommand,
  ResourceExistsException,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { beginPlatform, newKeyRings } from "@latchkey/functions/root/begin-platform";
import { migrate } from "@latchkey/functions/root/migrate-command";
import { readFileIfPresent } from "../files/read-file-if-present.ts";
import { replaceFile } from "../files/replace-file.ts";
import { rootKeyPath } from "../root/root-endpoint.ts";
import { KEYS_PREFIX } from "./environment.ts";

/** Brings a folder of an older Latchkey into the form that this one writes. Nothing else uses it meanwhile. */
export const migrateTable = async (report: (message: string) => void): Promise<void> => {
  const { changed, version } = await migrate(() => Number.POSITIVE_INFINITY);
  if (changed > 0) report(`the data were brought into form ${version}: ${changed} items were changed`);
};

/**
 * Makes each key ring that is missing. A ring that exists is never touched: what it sealed would be lost. What follows
 * another ring is made empty, as it is deployed.
 */
export const seedKeyRings = async (secrets: SecretsManagerClient, now: number): Promise<void> => {
  for (const [name, ring] of newKeyRings(now)) {
    try {
      await secrets.send(
        new CreateSecretCommand({
          Name: `${KEYS_PREFIX}${name}`,
          ...(ring === undefined ? {} : { SecretString: ring, ClientRequestToken: randomUUID() }),
        }),
      );
    } catch (error) {
      if (!(error instanceof ResourceExistsException)) throw error;
    }
  }
};

/** The platform itself, and root's key in a file of its own: it is made once, and kept over restarts. */
export const seedRoot = async (dataDirectory: string): Promise<string> => {
  const path = rootKeyPath(dataDirectory);
  const kept = (await readFileIfPresent(path))?.toString().trim();
  const key = await beginPlatform(kept || undefined);
  if (key !== kept) await replaceFile(path, `${key}\n`);
  return key;
};
