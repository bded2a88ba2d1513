import { recordRing } from "@latchkey/aws/key-ring/record-ring";
import { secretKeyRingSource } from "@latchkey/aws/key-ring/secret-key-ring-source";
import { secretKeyRingStore } from "@latchkey/aws/key-ring/secret-key-ring-store";
import { type Migrated, migrateTable } from "@latchkey/aws/migration/migrate-table";
import { publishTokenKeys } from "@latchkey/core/root/public-token-keys";
import { requireSeals } from "@latchkey/core/root/require-seals";
import { seedKeyRings } from "@latchkey/core/root/seed-key-rings";
import { now } from "../composition/clock.ts";
import { keyRings, table } from "../composition/dependencies.ts";
import { random } from "../composition/random.ts";
import { settings } from "../composition/settings.ts";

/**
 * Gives a ring that this release brings its first key, brings the table into this release's form, and from then on holds
 * every record to its seal.
 *
 * @throws Unavailable for a table that is being restored, or is of a newer form than this release knows.
 */
export const migrate = async (
  timeLeft: () => number,
  again = false,
): Promise<{ did: "migrate" } & Migrated> => {
  const prefix = settings().LATCHKEY_KEYS;
  const source = secretKeyRingSource({ prefix });
  await seedKeyRings(source, now(), random);
  await publishTokenKeys(secretKeyRingStore({ prefix }), source);
  const ring = recordRing(keyRings()).refresh;
  const migrated = await migrateTable({ table: { ...table(), ring }, timeLeft, again });
  if (migrated.done) await requireSeals(secretKeyRingStore({ prefix }), now());
  return { did: "migrate", ...migrated };
};
