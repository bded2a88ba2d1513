import { secretKeyRingSource } from "@latchkey/aws/keys/secret-key-ring-source";
import { rotateRootKey } from "@latchkey/core/root/rotate-root-key";
import { seedKeyRings } from "@latchkey/core/root/seed-key-rings";
import * as z from "zod/mini";
import { controlPlane, random } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { settings } from "../composition/settings.ts";

const Invocation = z.strictObject({ do: z.literal("rotate-root-key") });

const log = createLog("root");

/**
 * Break-glass, and the first step after a deploy: makes what is missing (key rings, the platform's own team, service
 * and consumer) and answers root's new API key. The former one ends at once. IAM decides who may invoke it.
 *
 * @throws Error for any other invocation, so that a mere try of the function ends no key.
 */
export const handler = async (event: unknown): Promise<{ apiKey: string }> => {
  if (!Invocation.safeParse(event).success)
    throw new Error('Invoke it with {"do":"rotate-root-key"}: the former key of root ends.');
  const plane = controlPlane();
  const now = plane.now();
  const begun = await seedKeyRings(secretKeyRingSource({ prefix: settings().LATCHKEY_KEYS }), now, random);
  if (begun.length > 0) log.info("key-rings-begun", { rings: begun });
  const apiKey = await rotateRootKey({
    now,
    random,
    stores: plane.stores,
    keys: plane.keys,
    commit: plane.commit(now),
  });
  log.info("root-key-rotated", {});
  return { apiKey };
};
