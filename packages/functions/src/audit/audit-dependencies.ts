import { fileAnchors } from "@latchkey/aws/audit/file-anchors";
import { s3Anchors } from "@latchkey/aws/audit/s3-anchors";
import { auditTable } from "@latchkey/aws/stores/audit-table";
import type { AnchorStore, AuditStore } from "@latchkey/core/audit/audit-store";
import { once } from "@latchkey/core/once";
import { now } from "../composition/clock.ts";
import { keyRings, table } from "../composition/dependencies.ts";
import { settings } from "../composition/settings.ts";

const FILE = "file:";

const anchors = (): AnchorStore => {
  const where = settings().LATCHKEY_AUDIT_ANCHORS;
  if (where === "") throw new Error("LATCHKEY_AUDIT_ANCHORS does not say where.");
  return where.startsWith(FILE) ? fileAnchors(where.slice(FILE.length)) : s3Anchors(where, now);
};

export const auditDependencies = once((): { store: AuditStore; anchors: AnchorStore } => ({
  store: auditTable({ ...table(), cursorRing: () => keyRings().ring("request") }),
  anchors: anchors(),
}));
