import { hash } from "node:crypto";
import type { Key, ListRef } from "./keys.ts";

/* The keys of the audit. Only its appender writes to them; see `keys.ts` for all others. */

/** Who erased a record, which can no longer say so itself. */
export const erasedKey = (id: string): Key => ({ pk: `ERASED#${id}`, sk: "META" });

export const AUDIT_ENTRY_PREFIX = "ENTRY#";
export const auditHeadKey = (team: string): Key => ({ pk: `AUDIT#${team}`, sk: "HEAD" });
export const auditEntryKey = (team: string, seq: number): Key => ({
  pk: auditHeadKey(team).pk,
  sk: `${AUDIT_ENTRY_PREFIX}${String(seq).padStart(12, "0")}`,
});
/** Of a change that is in the chain already. */
export const auditMarkKey = (team: string, mark: string): Key => ({
  pk: `AUDITED#${hash("sha256", JSON.stringify([team, mark]), "base64url")}`,
  sk: "META",
});

export const auditEntriesOf = (team: string): ListRef => ({
  index: "gsi1",
  partition: `AUDIT-OF-TEAM#${team}`,
});
export const allAuditEntries: ListRef = { index: "gsi2", partition: "AUDIT" };
export const allAuditHeads: ListRef = { index: "gsi1", partition: "AUDIT-HEADS" };
