import { type Migrated, migrateTable } from "@latchkey/aws/migration/migrate-table";
import { table } from "../composition/dependencies.ts";

/** @throws Unavailable for a table that is being restored, or is of a newer form than this release knows. */
export const migrate = async (
  timeLeft: () => number,
  again = false,
): Promise<{ did: "migrate" } & Migrated> => ({
  did: "migrate",
  ...(await migrateTable({ table: table(), timeLeft, again })),
});
