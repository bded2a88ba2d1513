import { isForeignApiKey } from "@latchkey/signing/api-key/api-key-format";
import { type Fields, fieldsOf, listOf, numberOf, textOf } from "../source/fields.ts";
import type { Imported, ImportedConsumer, Note } from "../source/imported.ts";
import { limitPlugins, perSecond, type Quota, type Rate } from "../source/limits.ts";

/** What API Gateway answers of one account and region. */
export interface AwsExport {
  readonly keys: readonly Fields[];
  readonly plans: readonly Fields[];
  /** By the plan's id. */
  readonly planKeys: ReadonlyMap<string, readonly Fields[]>;
}

const PERIODS = { DAY: "day", WEEK: "week", MONTH: "month" } as const;

/** Each API key is a consumer, since API Gateway's limits are a key's. */
export const importAws = ({ keys, plans, planKeys }: AwsExport): Imported => {
  const skipped: Note[] = [];
  const lost: Note[] = [];
  const plansOf = new Map<string, Fields[]>();
  for (const plan of plans) {
    const id = textOf(plan["id"]) ?? "";
    const found = planKeys.get(id);
    if (!found)
      skipped.push({ what: `usage plan ${id}`, why: `its keys are missing: get-usage-plan-keys-${id}.json` });
    for (const key of found ?? []) {
      const keyId = textOf(key["id"]) ?? "";
      plansOf.set(keyId, [...(plansOf.get(keyId) ?? []), plan]);
    }
    tellLost(plan, lost);
  }
  const consumers = keys.flatMap((key): ImportedConsumer[] => {
    const id = textOf(key["id"]) ?? "";
    const value = textOf(key["value"]);
    const what = `API key ${id} (${textOf(key["name"]) ?? "no name"})`;
    if (value === undefined) {
      skipped.push({ what, why: "its value is missing: export with --include-values" });
      return [];
    }
    if (!isForeignApiKey(value)) {
      skipped.push({ what, why: "its value is not 16 to 256 printable ASCII characters" });
      return [];
    }
    const own = plansOf.get(id) ?? [];
    if (own.length === 0) lost.push({ what, why: "it is in no usage plan: no limits, and no subscription" });
    if (own.length > 1)
      lost.push({
        what,
        why: "it is in several usage plans: the smallest limits of all hold for all services",
      });
    const customer = textOf(key["customerId"]);
    const description = textOf(key["description"]);
    return [
      {
        key: id,
        called: textOf(key["name"]) ?? id,
        ...(description === undefined ? {} : { description }),
        labels: { "aws-key-id": id, ...(customer === undefined ? {} : { "aws-customer-id": customer }) },
        plugins: limitPlugins(what, own.flatMap(ratesOf), own.flatMap(quotasOf), lost),
        credentials: [
          {
            name: `aws ${id}`,
            type: "api-key",
            apiKey: value,
            ...(key["enabled"] === false ? { status: "disabled" as const } : {}),
          },
        ],
        services: own.flatMap(namesOf),
      },
    ];
  });
  return { consumers, skipped, lost };
};

const ratesOf = (plan: Fields): Rate[] => {
  const rate = numberOf(fieldsOf(plan["throttle"])["rateLimit"]);
  return rate === undefined || rate <= 0 ? [] : [perSecond(rate)];
};

const quotasOf = (plan: Fields): Quota[] => {
  const { limit, period } = fieldsOf(plan["quota"]);
  const count = numberOf(limit);
  const name = textOf(period);
  return count !== undefined && (name === "DAY" || name === "WEEK" || name === "MONTH")
    ? [{ count, period: PERIODS[name] }]
    : [];
};

const tellLost = (plan: Fields, lost: Note[]): void => {
  const what = `usage plan ${textOf(plan["name"]) ?? textOf(plan["id"])}`;
  const burst = numberOf(fieldsOf(plan["throttle"])["burstLimit"]);
  if (burst !== undefined) lost.push({ what: `${what}: burstLimit ${burst}`, why: "rates have no burst" });
  const offset = numberOf(fieldsOf(plan["quota"])["offset"]);
  if (offset) lost.push({ what: `${what}: offset ${offset}`, why: "periods begin on Monday or the 1st" });
  for (const stage of listOf(plan["apiStages"]))
    if (Object.keys(fieldsOf(stage["throttle"])).length > 0)
      lost.push({ what: `${what}: throttle of methods`, why: "limits are a consumer's, for all methods" });
};

/** A plan without APIs is known by its own name. */
const namesOf = (plan: Fields): string[][] => {
  const own = [textOf(plan["name"]), textOf(plan["id"]), "aws"].filter((name) => name !== undefined);
  const stages = listOf(plan["apiStages"]).map((each) => {
    const api = textOf(each["apiId"]) ?? "";
    return [`${api}/${textOf(each["stage"]) ?? ""}`, api, ...own];
  });
  return stages.length === 0 ? [own] : stages;
};
