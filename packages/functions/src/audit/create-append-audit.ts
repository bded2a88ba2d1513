import type { ErasedTable } from "@latchkey/aws/stores/erased-table";
import type { Appending, AuditLog } from "@latchkey/core/audit/audit-store";
import { factsOf, isTampered, type RecordChange, teamsOf } from "@latchkey/core/audit/record-change";
import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import type { Log } from "../composition/log.ts";
import { changeOfRecord } from "./change-of-record.ts";
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

/**
 * Takes a batch of the table's stream, in the order of its shard, and adds what was done to the chains of the teams. A
 * batch that comes again adds nothing again.
 *
 * @throws when something could not be added: the batch comes again, and nothing behind it is added before.
 */
export const createAppendAudit =
  (dependencies: AppendAuditDependencies) =>
  async (batch: DynamoDBStreamEvent): Promise<void> => {
    const byTeam = new Map<string, Appending[]>();
    const judged = await judging(dependencies.seals, dependencies.erased);
    for (const record of batch.Records) {
      const change = await changeOfRecord(record, judged);
      if (!change) continue;
      const mark = markOf(record);
      for (const team of await teams(dependencies, change)) {
        const facts = factsOf(change, team);
        byTeam.set(team, [...(byTeam.get(team) ?? []), { mark, facts }]);
        if (isTampered(facts)) dependencies.tampered(team, facts.target);
      }
    }
    for (const [team, added] of byTeam) await dependencies.audit.append(team, added);
  };

const teams = async (
  { erased, log }: AppendAuditDependencies,
  change: RecordChange,
): Promise<readonly string[]> => {
  const named = teamsOf(change);
  if (Array.isArray(named)) return named;
  const team = await erased.teamOfConsumer(named.consumerId, change.by.at);
  if (team === undefined) log.error("audit-team-unknown", { consumer: named.consumerId });
  return [team ?? NO_TEAM];
};

/** The same whenever the same record of the stream is brought (DynamoDB Streams, `eventID`). */
const markOf = ({ eventID, dynamodb }: DynamoDBRecord): string => {
  const mark = eventID ?? dynamodb?.SequenceNumber;
  if (mark === undefined) throw new Error("A record of the stream has no id.");
  return mark;
};
