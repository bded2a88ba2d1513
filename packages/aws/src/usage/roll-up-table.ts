import { DeleteItemCommand, type QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { Raced } from "@latchkey/core/outage";
import type { RollUpStore, UsageState, WindowPlan } from "@latchkey/core/usage/roll-up-store";
import {
  hourOfWindow,
  slotOf,
  slotsOfWindow,
  WINDOWS_AN_HOUR,
  windowOfSlot,
} from "@latchkey/core/usage/usage-window";
import * as z from "zod/mini";
import { cancellationReasons } from "../aws-error.ts";
import { queryPages } from "../dynamo/item-pages.ts";
import { toTransactItem } from "../dynamo/item-write.ts";
import { queryItems, readItem } from "../dynamo/read-item.ts";
import type { Item, Table } from "../dynamo/table.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import {
  LAST_SEQ,
  segmentOfKey,
  usageLateKey,
  usageLogKey,
  usagePlanKey,
  usageStateKey,
} from "../dynamo/usage-keys.ts";
import { answered } from "../unavailable.ts";
import { idNames } from "./known-slots.ts";
import { unpackRows } from "./packed-rows.ts";
import { LOG_DAYS } from "./usage-log.ts";
import { writePages } from "./usage-pages.ts";
import { beginState, changeState } from "./usage-state.ts";

const Plan = z.object({ window: z.int(), through: z.record(z.string(), z.int()), segments: z.int() });

export const rollUpTable = (table: Table, now: () => number): RollUpStore => {
  const planOf = async (window: number) => {
    const item = await readItem(table, usagePlanKey(window));
    return item && Plan.parse(item);
  };

  return {
    state: () => beginState(table, now),
    close: (state, through) => changeState(table, state, { closed: through, epoch: state.epoch + 1 }),
    advance: (state, rolled) => changeState(table, state, { rolled }),

    async *loggedWindows(from, to) {
      let last = Number.NEGATIVE_INFINITY;
      for (const query of logQueries(from, to))
        for await (const { items } of queryPages(table, { ...query, ProjectionExpression: "sk" }))
          for (const item of items) {
            const window = windowOfSlot(segmentOfKey(String(unmarshall(item)["sk"])).slot);
            if (window > last) yield window;
            last = Math.max(last, window);
          }
    },

    planOf,
    plan: async (state, window) => {
      const known = await planOf(window);
      if (known) return known;
      const plan = await newPlan(table, window);
      if (!plan || (await keepPlan(table, state, plan, now))) return plan;
      return planOf(window);
    },
    async *plannedHours(from, to) {
      for (const { pk, first, last } of planDays(from, to)) {
        const items = await queryItems(table, {
          ConsistentRead: true,
          KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
          ExpressionAttributeValues: marshall({ ":pk": pk, ":from": first, ":to": last }),
        });
        const plans = items.map((item) => Plan.parse(item));
        for (const [hour, those] of Map.groupBy(plans, ({ window }) => hourOfWindow(window)))
          yield { hour, plans: those };
      }
    },

    async *rowsOf({ window, through }) {
      for (const query of logQueries(window, window))
        for await (const { items } of queryPages(table, {
          ...query,
          ProjectionExpression: "sk, #rows",
          ExpressionAttributeNames: { "#rows": "rows" },
        }))
          for (const raw of items) {
            const item = unmarshall(raw);
            const { slot, seq } = segmentOfKey(String(item["sk"]));
            if (seq <= (through[slot] ?? 0)) yield* unpackRows(item["rows"]);
          }
    },
    segment: async ({ slot, seq }) => {
      const item = await readItem(table, usageLogKey(slot, seq));
      return item && { rows: unpackRows(item["rows"]), mark: idNames(item["ids"])[0] ?? "" };
    },
    write: (pages) => writePages(table, pages, now),

    async *late() {
      const query = {
        ConsistentRead: true,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: marshall({ ":pk": usageLateKey(0, 0).pk }),
      };
      for await (const { items } of queryPages(table, query))
        for (const item of items) yield segmentOfKey(String(unmarshall(item)["sk"]));
    },
    settled: async ({ slot, seq }) => {
      const Key = marshall(usageLateKey(slot, seq));
      await answered(
        "DynamoDB",
        table.client.send(new DeleteItemCommand({ TableName: table.tableName, Key })),
      );
    },
  };
};

type LogQuery = Omit<QueryCommandInput, "TableName">;

/** Of windows from one to another: a query for each day, as it is now. */
export function* logQueries(from: number, to: number): Generator<LogQuery> {
  const { last } = slotsOfWindow(to);
  for (let { first } = slotsOfWindow(from); first <= last; ) {
    const end = Math.min(last, lastOfDay(first));
    const { pk, sk } = usageLogKey(first, 0);
    yield {
      ConsistentRead: true,
      KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
      ExpressionAttributeValues: marshall({ ":pk": pk, ":from": sk, ":to": usageLogKey(end, LAST_SEQ).sk }),
    };
    first = end + 1;
  }
}

const DAY_SLOTS = slotOf(86_400_000);
const lastOfDay = (slot: number): number => (Math.floor(slot / DAY_SLOTS) + 1) * DAY_SLOTS - 1;

const HOURS_A_DAY = 24;

/** Keys of the plans of hours from one to another: a query for each day. */
function* planDays(from: number, to: number): Generator<{ pk: string; first: string; last: string }> {
  for (let hour = from; hour <= to; hour = (Math.floor(hour / HOURS_A_DAY) + 1) * HOURS_A_DAY) {
    const end = Math.min(to, (Math.floor(hour / HOURS_A_DAY) + 1) * HOURS_A_DAY - 1);
    const { pk, sk: first } = usagePlanKey(hour * WINDOWS_AN_HOUR);
    yield { pk, first, last: usagePlanKey((end + 1) * WINDOWS_AN_HOUR - 1).sk };
  }
}

const newPlan = async (table: Table, window: number): Promise<WindowPlan | undefined> => {
  const through: Record<string, number> = {};
  let segments = 0;
  for (const query of logQueries(window, window))
    for await (const { items } of queryPages(table, { ...query, ProjectionExpression: "sk" }))
      for (const item of items) {
        const { slot, seq } = segmentOfKey(String(unmarshall(item)["sk"]));
        through[slot] = seq;
        segments += 1;
      }
  return segments === 0 ? undefined : { window, through, segments };
};

/** False when it was decided before. @throws Raced when another run has closed since. */
const keepPlan = async (
  table: Table,
  { epoch }: UsageState,
  plan: WindowPlan,
  now: () => number,
): Promise<boolean> => {
  const attributes: Item = { ...plan, [TTL_ATTRIBUTE]: Math.ceil(now() / 1000) + LOG_DAYS * 86_400 };
  const TransactItems = [
    toTransactItem(table.tableName, {
      do: "put",
      key: usagePlanKey(plan.window),
      attributes,
      conditions: [{ write: 0, test: { is: "absent" }, error: new Raced("It was decided before.") }],
    }),
    toTransactItem(table.tableName, {
      do: "check",
      key: usageStateKey,
      conditions: [
        {
          write: 1,
          test: { is: "equal", attribute: "epoch", value: epoch },
          error: new Raced("Another run rolls usage up."),
        },
      ],
    }),
  ];
  try {
    await answered("DynamoDB", table.client.transactWriteItems({ TransactItems }));
    return true;
  } catch (error) {
    const reasons = cancellationReasons(error);
    if (!reasons) throw error;
    const [put, check] = reasons;
    if (check?.Code === "None" && put?.Code === "ConditionalCheckFailed") return false;
    throw new Raced("Another run rolls usage up.", { cause: error });
  }
};
