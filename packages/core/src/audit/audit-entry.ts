import * as z from "zod/mini";

const Shown = z.optional(z.record(z.string(), z.unknown()));

/** One change of one record, as an entry of a team's chain. */
export const AuditFacts = z.object({
  at: z.string(),
  /** An e-mail, a consumer's id, `rule:N`, `service` or `system`; `unknown` for what was not written by us. */
  actor: z.string(),
  /** Where it was done from; only in the chain of the team whose side did it. */
  sourceIp: z.optional(z.string()),
  /** As events are named: `credential.rotated`, `team.changed`. */
  action: z.string(),
  /** What it was done to: `consumer/con_…`. */
  target: z.string(),
  /** The fields that differ; all of them where there is nothing on the other side. Never a secret. */
  before: Shown,
  after: Shown,
});
export type AuditFacts = z.infer<typeof AuditFacts>;

/** What the hash covers. `seq` counts from 1 without gaps. */
export const AuditBody = z.object({
  ...AuditFacts.shape,
  team: z.string(),
  seq: z.int(),
  previousHash: z.string(),
});
export type AuditBody = z.infer<typeof AuditBody>;

/** As it is stored: the very text that was hashed. */
export interface StoredEntry {
  /** Its place in the chain, by its key. */
  seq: number;
  text: string;
  hash: string;
  /**
   * Only where a person's data were taken out of the text: the hash is still the former one's, and this shows that one of
   * us made the present text of it.
   */
  redacted?: string;
}

export interface AuditEntry extends AuditBody {
  id: string;
  hash: string;
  /** Present only when a person's data were erased from the entry. */
  redacted?: true;
}

/** Follows from its place, so that even one that was removed can be named. */
export const auditEntryId = (team: string, seq: number): string => `aud_${team}_${seq}`;

/** The end of a team's chain. */
export interface ChainHead {
  team: string;
  seq: number;
  hash: string;
}

export const entryOf = ({ text, hash, redacted }: StoredEntry): AuditEntry => {
  const body = AuditBody.parse(JSON.parse(text));
  const told = { ...body, id: auditEntryId(body.team, body.seq), hash };
  return redacted === undefined ? told : { ...told, redacted: true };
};
