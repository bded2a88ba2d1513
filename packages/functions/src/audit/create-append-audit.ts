import type { ErasedTable } from "@latchkey/aws/stores/erased-table";
import type { Appending, AuditLog } from "@latchkey/core/audit/audit-store";
import { changeOfWrite, erasedIn } from "@latchkey/core/audit/judge-write";
import { factsOf, isTampered, type RecordChange, teamsOf } from "@latchkey/core/audit/record-change";
import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import type { Log } from "../composition/log.ts";
import { writeOfRecord } from "./change-of-record.ts";
import { judging, type SealKeys } from "./judging.ts";

export interface AppendAuditDependencies {
  log: Log;
  audit: AuditLog;
  erased: ErasedTable;
  seals: SealKeys;
  /** Told of each change that was made past the program. */
  tampered(team: string, target: string): void;
}

/** Changes of what no team is known of any more: the consumer was erased more than a week before the stream came to it. */
const NO_TEAM = "latchkey";

interface MarkedChange {
  mark: string;
  change: RecordChange;
}

/**
 * Takes a batch of the table's stream, in the order of its shard, and adds what was done to the chains of the teams. A
 * batch that comes again adds nothing again. What is read for its records is read for all of them at once.
 *
 * @throws when something could not be added: the batch comes again, and nothing behind it is added before.
 */
export const createAppendAudit =
  (dependencies: AppendAuditDependencies) =>
  async (batch: DynamoDBStreamEvent): Promise<void> => {
    const byTeam = new Map<string, Appending[]>();
    const changes = await changesIn(dependencies, batch.Records);
    const teams = await teamsIn(dependencies, changes);
    for (const { mark, change } of changes)
      for (const team of teams(change)) {
        const facts = factsOf(change, team);
        byTeam.set(team, [...(byTeam.get(team) ?? []), { mark, facts }]);
        if (isTampered(facts)) dependencies.tampered(team, facts.target);
      }
    for (const [team, added] of byTeam) await dependencies.audit.append(team, added);
  };

const changesIn = async (
  { erased, seals }: AppendAuditDependencies,
  records: readonly DynamoDBRecord[],
): Promise<readonly MarkedChange[]> => {
  const writes = records.flatMap((record) => {
    const write = writeOfRecord(record);
    return write ? [{ mark: markOf(record), write }] : [];
  });
  const judged = await judging(
    seals,
    await erased.notesOf(writes.flatMap(({ write }) => erasedIn(write) ?? [])),
  );
  const changes: MarkedChange[] = [];
  for (const { mark, write } of writes) {
    const change = await changeOfWrite(write, judged);
    if (change) changes.push({ mark, change });
  }
  return changes;
};

const teamsIn = async (
  { erased, log }: AppendAuditDependencies,
  changes: readonly MarkedChange[],
): Promise<(change: RecordChange) => readonly string[]> => {
  const consumers = changes.flatMap(({ change }) => {
    const named = teamsOf(change);
    return Array.isArray(named) ? [] : [named.consumerId];
  });
  const teamOf = await erased.teamsOf(consumers);
  return (change) => {
    const named = teamsOf(change);
    if (Array.isArray(named)) return named;
    const team = teamOf(named.consumerId, change.by.at);
    if (team === undefined) log.error("audit-team-unknown", { consumer: named.consumerId });
    return [team ?? NO_TEAM];
  };
};

/** The same whenever the same record of the stream is brought (DynamoDB Streams, `eventID`). */
const markOf = ({ eventID, dynamodb }: DynamoDBRecord): string => {
  const mark = eventID ?? dynamodb?.SequenceNumber;
  if (mark === undefined) throw new Error("A record of the stream has no id.");
  return mark;
};
