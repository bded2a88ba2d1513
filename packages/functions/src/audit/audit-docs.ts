import { answerObject, nounDocs, vocabulary } from "../http/documented.ts";
import { type auditOperations, EntryView, Verdict } from "./audit-operations.ts";

export const auditDocs = nounDocs<ReturnType<typeof auditOperations>>({
  tags: { audit: "The audit of a team: a chain of hashes over every change of its things." },
  schemas: [
    vocabulary(
      "AuditAction",
      EntryView.shape.action,
      "What was done: the kind of record and what became of it. `tampered`: written past the program.",
    ),
    answerObject("AuditEntry", EntryView, {
      description: "One change of one thing, as it stands in a team's chain.",
      properties: {
        id: "Follows from the entry's place in the chain.",
        at: "When it was done, UTC.",
        actor:
          "An address, a consumer's id, `rule:N`, `service` or `system`; `unknown` for what was written past the program.",
        sourceIp: "The address it was done from. Only in the chain of the team whose side did it.",
        action: "As events are named: `credential.rotated`, `team.changed`.",
        target: "What it was done to: the kind and the id, as `consumer/con_…`.",
        before: "The fields that differ, as they were. Never a secret.",
        after: "The fields that differ, as they are. Never a secret.",
        team: "The slug of the chain's team.",
        seq: "The place in the chain, from 1 without gaps.",
        hash: "SHA-256 over the entry and `previousHash`.",
        previousHash: "The hash of the entry before.",
        redacted: "A person's data were taken out of the entry. `hash` is still the one from before.",
      },
    }),
    answerObject("AuditVerdict", Verdict, {
      description: "Whether a chain is as it was written.",
      properties: {
        ok: "Nothing was changed, removed or written past the program.",
        entries: "How many entries there are.",
        redacted: "How many entries a person's data were taken out of.",
        firstBad: "The id of the first entry that does not fit the one before.",
        reason: "What does not fit.",
        tampered: "The ids of entries that tell of records written past the program.",
      },
      example: { ok: true, entries: 212 },
    }),
  ],
  operations: {
    listAudit: {
      tag: "audit",
      description:
        "For owners of the team. By time, oldest first. `Accept: application/x-ndjson` exports thousands of entries at once.",
      exportsLines: true,
      refuses: ["not-found"],
      query: {
        team: "The team's slug. Only platform admins may leave it out: then it is all teams.",
        from: "Entries at or after this time.",
        to: "Entries before this time.",
      },
    },
    verifyAudit: {
      tag: "audit",
      description: "For owners of the team. Reads the whole chain.",
      refuses: ["not-found"],
      query: { team: "The team's slug." },
    },
  },
});
