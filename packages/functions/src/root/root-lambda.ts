import { secretKeyRingSource } from "@latchkey/aws/key-ring/secret-key-ring-source";
import { secretKeyRingStore } from "@latchkey/aws/key-ring/secret-key-ring-store";
import { beginSchema } from "@latchkey/aws/migration/begin-schema";
import { SCHEMA_VERSION } from "@latchkey/aws/migration/schema-item";
import { publishTokenKeys } from "@latchkey/core/root/public-token-keys";
import { requireSeals } from "@latchkey/core/root/require-seals";
import { rotateRootKey } from "@latchkey/core/root/rotate-root-key";
import { seedKeyRings } from "@latchkey/core/root/seed-key-rings";
import type { Context } from "aws-lambda";
import { controlPlane, table } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { random } from "../composition/random.ts";
import { settings } from "../composition/settings.ts";
import { eraseThePerson } from "./erase-person-command.ts";
import { runKeyCommand } from "./key-commands.ts";
import { migrate } from "./migrate-command.ts";
import { parseRootCommand } from "./root-command.ts";

const log = createLog("root");

/**
 * What only an operator may do: break-glass, the first step after a deploy, and the rotation of key rings. IAM decides who
 * may invoke it. No answer and no log holds a key of a ring.
 *
 * @throws Error for any other invocation, so that a mere try of the function changes nothing.
 * @throws KeyRingRefused with the reason, when nothing was changed.
 */
export const handler = async (
  event: unknown,
  context: Pick<Context, "getRemainingTimeInMillis">,
): Promise<object> => {
  const command = parseRootCommand(event);
  if (command.do === "rotate-root-key") return rotateTheRootKey();
  if (command.do === "migrate") {
    const migrated = await migrate(() => context.getRemainingTimeInMillis(), command.again);
    log.info("migrated", { ...migrated });
    return migrated;
  }
  if (command.do === "erase-person") {
    const erased = await eraseThePerson(command.email, () => context.getRemainingTimeInMillis());
    // Not whom: the log is kept longer than the table.
    log.info("person-erased", { ...erased, left: erased.left.length });
    return erased;
  }
  const answer = await runKeyCommand(command, () => context.getRemainingTimeInMillis());
  if (command.do !== "list-keys") log.info("key-command", told(command, answer));
  return answer;
};

/**
 * Makes what is missing (key rings, the platform's own team, service and consumer) and answers root's new API key. The
 * former one ends at once.
 */
const rotateTheRootKey = async (): Promise<{ apiKey: string }> => {
  const plane = controlPlane();
  const now = plane.now();
  const prefix = settings().LATCHKEY_KEYS;
  const source = secretKeyRingSource({ prefix });
  const begun = await seedKeyRings(source, now, random);
  if (begun.length > 0) log.info("key-rings-begun", { rings: begun });
  await publishTokenKeys(secretKeyRingStore({ prefix }), source);
  const { version, restoring } = await beginSchema(table());
  if (version === SCHEMA_VERSION && restoring === undefined)
    await requireSeals(secretKeyRingStore({ prefix }), now);
  const apiKey = await rotateRootKey({
    now,
    random,
    stores: plane.stores,
    keys: plane.keys,
    stage: plane.stage,
    commit: plane.commit(now),
  });
  log.info("root-key-rotated", {});
  return { apiKey };
};

const told = (command: object, answer: object): Record<string, unknown> => {
  const { did, key, named } = { did: undefined, key: undefined, named: undefined, ...answer };
  return { ...command, did, key, named };
};
