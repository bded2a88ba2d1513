import { setTimeout as sleep } from "node:timers/promises";
import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { marshall } from "@aws-sdk/util-dynamodb";
import { KEY_RING_NAMES } from "@latchkey/core/key-ring/new-key-ring";
import { auditChainPages } from "../dynamo/audit-chain.ts";
import { auditHeadKey } from "../dynamo/audit-keys.ts";
import { scanPages } from "../dynamo/item-pages.ts";
import { readItem } from "../dynamo/read-item.ts";
import type { Table } from "../dynamo/table.ts";
import { answered } from "../unavailable.ts";
import type { ArchiveLine, BackupHead } from "./archive-lines.ts";
import { type RawItem, writableItem } from "./raw-item.ts";

/** What a backup is of: the table, and the secrets `<keys><ring>`. */
export interface Stage extends Table {
  secrets: SecretsManagerClient;
  keys: string;
}

export interface BackupReading {
  stage: Stage;
  head: BackupHead;
  /** Milliseconds in which the audit has surely been told of what the scan saw last. */
  auditLag: number;
  progress(items: number): void;
}

/**
 * Everything that a backup holds. The rings come first, so that every record read afterwards was made with keys that are in
 * the backup, unless a ring is rotated meanwhile: the table's end is checked against that by reading them again.
 *
 * A scan is no snapshot: what is written meanwhile may be in it or not, and of a transaction one half. The audit's chains
 * are read after it, each up to the head that was current then, so they are complete and cover everything that was scanned.
 * What else hangs together is repaired when it is restored (`repair-table.ts`).
 */
export async function* backupLines({
  stage,
  head,
  auditLag,
  progress,
}: BackupReading): AsyncGenerator<ArchiveLine> {
  yield { backup: head };
  const rings = new Map<string, string>();
  for (const name of KEY_RING_NAMES) {
    const value = await readRing(stage, name);
    rings.set(name, value);
    yield { ring: { name, value } };
  }
  let items = 0;
  const counted = (item: RawItem): ArchiveLine => {
    items += 1;
    if (items % 1000 === 0) progress(items);
    return { item: writableItem(item) };
  };
  const teams = new Set<string>();
  for await (const page of scanPages(stage))
    for (const item of page.items) {
      const team = auditedTeam(item);
      if (team === undefined) yield counted(item);
      else teams.add(team);
    }
  await sleep(auditLag);
  for (const team of teams) for await (const item of auditChain(stage, team)) yield counted(item);
  for (const [name, value] of rings)
    if ((await readRing(stage, name)) !== value)
      throw new Error(`The key ring ${name} was changed meanwhile. Make the backup again.`);
  progress(items);
  yield { end: { items, rings: rings.size } };
}

const readRing = async ({ secrets, keys }: Stage, name: string): Promise<string> => {
  const command = new GetSecretValueCommand({ SecretId: `${keys}${name}` });
  const { SecretString } = await answered("Secrets Manager", secrets.send(command));
  if (SecretString === undefined) throw new Error(`The key ring ${name} holds nothing.`);
  return SecretString;
};

const AUDIT_PREFIX = auditHeadKey("").pk;

const auditedTeam = ({ pk }: RawItem): string | undefined =>
  pk?.S?.startsWith(AUDIT_PREFIX) ? pk.S.slice(AUDIT_PREFIX.length) : undefined;

/** Entries never change, and the head is written with the last of them: up to it they are all there. */
async function* auditChain(table: Table, team: string): AsyncGenerator<RawItem> {
  const head = await readItem(table, auditHeadKey(team));
  if (!head) return;
  for await (const { items } of auditChainPages(table, team))
    for (const item of items) if (Number(item["seq"]?.N) <= Number(head["seq"])) yield item;
  yield marshall(head);
}
