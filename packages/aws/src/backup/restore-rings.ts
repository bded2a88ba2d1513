import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-secrets-manager";
import { answered } from "../unavailable.ts";
import type { Stage } from "./backup-lines.ts";

/**
 * Looks before anything is written whether the rings may be.
 *
 * @throws Error when one of them holds other keys already: what they sealed would be lost.
 */
export const refuseOtherRings = async (stage: Stage, rings: ReadonlyMap<string, string>): Promise<void> => {
  for (const [name, value] of rings) {
    const held = await heldBy(stage, name);
    if (held !== undefined && held !== value)
      throw new Error(`The key ring ${stage.keys}${name} holds keys already. Restore into a stage without.`);
  }
};

/** Stores each ring that is not there yet, in the secret that waits for it or in a new one. */
export const restoreRings = async (stage: Stage, rings: ReadonlyMap<string, string>): Promise<void> => {
  for (const [name, SecretString] of rings) {
    if ((await heldBy(stage, name)) === SecretString) continue;
    const id = `${stage.keys}${name}`;
    const put = new PutSecretValueCommand({ SecretId: id, SecretString });
    await answered("Secrets Manager", stage.secrets.send(put)).catch((error: unknown) => {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      return answered(
        "Secrets Manager",
        stage.secrets.send(new CreateSecretCommand({ Name: id, SecretString })),
      );
    });
  }
};

/** Nothing for a secret that is not there, and for one without a value: Secrets Manager does not tell them apart. */
const heldBy = async ({ secrets, keys }: Stage, name: string): Promise<string | undefined> => {
  const command = new GetSecretValueCommand({ SecretId: `${keys}${name}` });
  const answer = await answered("Secrets Manager", secrets.send(command)).catch((error: unknown) => {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  });
  return answer?.SecretString;
};
