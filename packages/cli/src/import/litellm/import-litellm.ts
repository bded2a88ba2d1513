import { type Fields, fieldsOf, listOf, numberOf, textOf, textsOf } from "../source/fields.ts";
import type { Imported, ImportedConsumer, ImportedPlugins, Note } from "../source/imported.ts";
import { limitPlugins, type Rate } from "../source/limits.ts";

/**
 * Rows of LiteLLM's table of keys (`LiteLLM_VerificationToken`), or what `/key/list?return_full_object=true` answers. Each is
 * a consumer. `token` is the SHA-256 of the key in hex.
 * @param now milliseconds: keys that have expired are left out
 */
export const importLitellm = (file: unknown, now: number): Imported => {
  const skipped: Note[] = [];
  const lost: Note[] = [];
  const rows = Array.isArray(file) ? listOf(file) : listOf(fieldsOf(file)["keys"] ?? fieldsOf(file)["data"]);
  const consumers = rows.flatMap((row): ImportedConsumer[] => {
    const token = textOf(row["token"]) ?? "";
    const called = textOf(row["key_alias"]) ?? `key-${token.slice(0, 12)}`;
    const what = `key ${called}`;
    if (!/^[0-9a-f]{64}$/i.test(token)) {
      skipped.push({ what, why: "its token is no SHA-256 in hex" });
      return [];
    }
    const expires = textOf(row["expires"]);
    const ends = expires === undefined ? undefined : endOf(expires);
    if (expires !== undefined && ends === undefined) {
      skipped.push({ what, why: "its end is no time" });
      return [];
    }
    if (ends !== undefined && ends <= now) {
      skipped.push({ what, why: "it has expired" });
      return [];
    }
    for (const [field, why] of Object.entries(LOST))
      if (isSaid(row[field])) lost.push({ what: `${what}: ${field}`, why });
    const labels = { user_id: "litellm-user", team_id: "litellm-team" } as const;
    return [
      {
        key: token.toLowerCase(),
        called,
        labels: Object.fromEntries(
          Object.entries(labels).flatMap(([field, label]) => {
            const value = textOf(row[field]);
            return value === undefined ? [] : [[label, value.slice(0, 256)]];
          }),
        ),
        plugins: {
          ...modelsOf(what, row, lost),
          ...limitPlugins(what, ratesOf(row), [], lost),
          ...budgetOf(what, row, lost),
        },
        credentials: [
          {
            name: `litellm ${token.slice(0, 12).toLowerCase()}`,
            type: "api-key",
            apiKeySha256: token.toLowerCase(),
            ...(ends === undefined ? {} : { expiresAt: new Date(ends).toISOString() }),
            ...(row["blocked"] === true ? { status: "disabled" as const } : {}),
          },
        ],
        services: [["litellm"]],
      },
    ];
  });
  return { consumers, skipped, lost };
};

const LOST: Readonly<Record<string, string>> = {
  max_parallel_requests: "calls at once are bounded for a service",
  model_max_budget: "a budget is for all models",
  aliases: "models have one name",
  permissions: "there is no such setting",
};

const isSaid = (value: unknown): boolean =>
  typeof value === "object" && value !== null
    ? Object.keys(value).length > 0
    : value !== undefined && value !== null;

/** PostgreSQL writes times without a zone: they are UTC. */
const endOf = (text: string): number | undefined => {
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`;
  const time = Date.parse(zoned.replace(" ", "T"));
  return Number.isNaN(time) ? undefined : time;
};

const ratesOf = (row: Fields): Rate[] => {
  const calls = numberOf(row["rpm_limit"]);
  const tokens = numberOf(row["tpm_limit"]);
  return [
    ...(calls === undefined ? [] : [{ count: calls, seconds: 60 }]),
    ...(tokens === undefined ? [] : [{ count: tokens, seconds: 60, unit: "tokens" as const }]),
  ];
};

const MOST_MODELS = 100;

const modelsOf = (what: string, row: Fields, lost: Note[]): ImportedPlugins => {
  const named = [...new Set(textsOf(row["models"]))].filter(
    (name) => !/^all-(?:proxy|team)-models$/.test(name),
  );
  const known = named.filter((name) => /^[\x21-\x29\x2b-\x7e]{1,255}\*?$|^\*$/.test(name));
  for (const name of named.filter((each) => !known.includes(each)))
    lost.push({
      what: `${what}: model ${name.slice(0, 64)}`,
      why: "a model's name, or a beginning with * at its end",
    });
  if (known.length > MOST_MODELS)
    lost.push({ what: `${what}: models`, why: `only the first ${MOST_MODELS} are allowed` });
  if (named.length > 0 && known.length === 0) return { models: { allow: ["none"] } };
  return known.length === 0 ? {} : { models: { allow: known.slice(0, MOST_MODELS) } };
};

const PERIODS = new Map([
  ["24h", "day"],
  ["1d", "day"],
  ["7d", "week"],
  ["1w", "week"],
  ["30d", "month"],
  ["31d", "month"],
  ["1mo", "month"],
  ["1m", "month"],
]);

/** Never more than it was: a budget of another period, or of none, is one of a month. */
const budgetOf = (what: string, row: Fields, lost: Note[]): ImportedPlugins => {
  const usd = numberOf(row["max_budget"]);
  if (usd === undefined) return {};
  const rounded = Math.floor(Math.min(usd, 1_000_000) * 1e6) / 1e6;
  if (rounded <= 0) {
    lost.push({ what: `${what}: max_budget ${usd}`, why: "a budget is above 0: the key allows no model" });
    return { models: { allow: ["none"] } };
  }
  const duration = textOf(row["budget_duration"]);
  const period = duration === undefined ? undefined : PERIODS.get(duration);
  if (period === undefined)
    lost.push({
      what: `${what}: budget of ${duration ?? "no period"}`,
      why: "budgets are by day, week or month: it is one of a month",
    });
  return { budget: { usd: rounded, period: period ?? "month" } };
};
