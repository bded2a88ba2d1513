import {
  DescribeSecretCommand,
  PutSecretValueCommand,
  ResourceExistsException,
} from "@aws-sdk/client-secrets-manager";
import type { KeyRingSource } from "@latchkey/core/root/seed-key-rings";
import { answered } from "../unavailable.ts";
import { createSecretsClient, type RingSecrets } from "./secrets-client.ts";

/**
 * The same for every process that creates a ring: Secrets Manager takes one value for a version's id and refuses every other
 * (PutSecretValue, ClientRequestToken), so the first to come wins.
 */
const FIRST_VERSION = "latchkey-first-keys-of-this-ring";

/** Secrets named `<prefix><ring>`, which exist already, with or without a value. */
export const secretKeyRingSource = ({
  prefix,
  client = createSecretsClient(),
}: RingSecrets): KeyRingSource => ({
  hasKeys: async (name) => {
    const command = new DescribeSecretCommand({ SecretId: `${prefix}${name}` });
    const { VersionIdsToStages = {} } = await answered("Secrets Manager", client.send(command));
    // A version that was replaced counts too: DescribeSecret may still name the first one without its label.
    return Object.keys(VersionIdsToStages).length > 0;
  },

  begin: async (name, ring) => {
    const command = new PutSecretValueCommand({
      SecretId: `${prefix}${name}`,
      SecretString: JSON.stringify(ring),
      ClientRequestToken: FIRST_VERSION,
    });
    try {
      await answered("Secrets Manager", client.send(command));
    } catch (error) {
      if (!(error instanceof ResourceExistsException)) throw error;
    }
  },
});
