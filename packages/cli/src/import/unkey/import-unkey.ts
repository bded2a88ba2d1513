import { type Fields, fieldsOf, listOf, numberOf, textOf } from "../source/fields.ts";
import type { Imported, ImportedConsumer, Note } from "../source/imported.ts";
import { limitPlugins, type Quota, type Rate } from "../source/limits.ts";

/**
 * Rows of Unkey's table of keys, or keys as its API lists them (`{keys: […]}`, `{data: […]}`). Each is a consumer. `hash` is the
 * SHA-256 of the key, in base64 or hex; a row with the key itself (`plaintext`, `key`) is taken too.
 * @param now milliseconds: keys that have expired are left out
 */
export const importUnkey = (file: unknown, now: number): Imported => {
  const skipped: Note[] = [];
  const lost: Note[] = [];
  const { keys, data } = fieldsOf(file);
  const consumers = listOf(Array.isArray(file) ? file : (keys ?? data)).flatMap((row): ImportedConsumer[] => {
    const id = textOf(row["id"]) ?? textOf(row["keyId"]) ?? textOf(row["key_id"]) ?? "";
    const what = `key ${id}`;
    const secret = secretOf(row);
    const ends = endOf(row["expires"]);
    const why = !secret
      ? "neither its hash (SHA-256, in base64 or hex) nor the key itself is there"
      : ends === "unknown"
        ? "its end is no time"
        : ends !== undefined && ends <= now
          ? "it has expired"
          : isSaid(row["deletedAt"] ?? row["deleted_at_m"] ?? row["deleted_at"])
            ? "it is deleted"
            : undefined;
    if (!secret || ends === "unknown" || why !== undefined) {
      skipped.push({ what, why: why ?? "" });
      return [];
    }
    for (const field of ["roles", "permissions"])
      if (listOf(row[field]).length > 0 || (Array.isArray(row[field]) && row[field].length > 0))
        lost.push({ what: `${what}: ${field}`, why: "give the credential scopes of the service" });
    const owner =
      textOf(fieldsOf(row["identity"])["externalId"]) ??
      textOf(row["externalId"] ?? row["ownerId"] ?? row["owner_id"]);
    return [
      {
        key: id,
        called: textOf(row["name"]) ?? id,
        labels: {
          "unkey-id": id.slice(0, 256),
          ...(owner === undefined ? {} : { "unkey-owner": owner.slice(0, 256) }),
        },
        plugins: limitPlugins(what, ratesOf(row), quotasOf(what, row, lost), lost),
        credentials: [
          {
            name: `unkey ${id}`.slice(0, 100),
            type: "api-key",
            ...secret,
            ...(ends === undefined ? {} : { expiresAt: new Date(ends).toISOString() }),
            ...(row["enabled"] === false || row["enabled"] === 0 ? { status: "disabled" as const } : {}),
          },
        ],
        services: [
          [
            textOf(row["apiId"]),
            textOf(row["api_id"]),
            textOf(row["keyAuthId"]),
            textOf(row["key_auth_id"]),
            "unkey",
          ].filter((name) => name !== undefined),
        ],
      },
    ];
  });
  return { consumers, skipped, lost };
};

const isSaid = (value: unknown): boolean => value !== undefined && value !== null;

const secretOf = (row: Fields): { apiKey: string } | { apiKeySha256: string } | undefined => {
  const hash = textOf(row["hash"]) ?? "";
  if (/^[0-9a-f]{64}$/i.test(hash)) return { apiKeySha256: hash.toLowerCase() };
  const bytes = Buffer.from(hash, "base64");
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(hash) && bytes.length === 32)
    return { apiKeySha256: bytes.toString("hex") };
  const plain = textOf(row["plaintext"]) ?? textOf(row["key"]);
  return plain !== undefined && plain.length >= 16 && plain.length <= 256 ? { apiKey: plain } : undefined;
};

/** Milliseconds, or a time as text. */
const endOf = (value: unknown): number | "unknown" | undefined => {
  if (value === undefined || value === null || value === 0) return undefined;
  const time = numberOf(value) ?? Date.parse(textOf(value) ?? "");
  return Number.isNaN(time) || Math.abs(time) > 8.64e15 ? "unknown" : time;
};

/** Several with names, or one in either of its two forms. */
const ratesOf = (row: Fields): Rate[] => {
  const one = fieldsOf(row["ratelimit"]);
  const flat = { limit: row["ratelimit_limit"], duration: row["ratelimit_duration"] };
  return [...listOf(row["ratelimits"]), one, flat].flatMap((each) => {
    const count = numberOf(each["limit"]) ?? numberOf(fieldsOf(each)["refillRate"]);
    const milliseconds = numberOf(each["duration"]) ?? numberOf(fieldsOf(each)["refillInterval"]);
    return count === undefined || milliseconds === undefined || milliseconds <= 0
      ? []
      : [{ count, seconds: Math.max(Math.ceil(milliseconds / 1000), 1) }];
  });
};

/** `remaining` counts down, and is filled again where the key says so. */
const quotasOf = (what: string, row: Fields, lost: Note[]): Quota[] => {
  const credits = fieldsOf(row["credits"]);
  const remaining = numberOf(row["remaining"] ?? row["remaining_requests"] ?? credits["remaining"]);
  const refill = fieldsOf(row["refill"] ?? credits["refill"]);
  const amount = numberOf(refill["amount"] ?? row["refill_amount"]);
  if (amount !== undefined) {
    const interval = textOf(refill["interval"]);
    const isMonthly = interval === "monthly" || isSaid(refill["refillDay"] ?? row["refill_day"]);
    if (isSaid(refill["refillDay"] ?? row["refill_day"]))
      lost.push({ what: `${what}: refillDay`, why: "months begin on the 1st" });
    return [{ count: amount, period: isMonthly ? "month" : "day" }];
  }
  if (remaining === undefined) return [];
  lost.push({
    what: `${what}: remaining ${remaining}`,
    why: "what is never filled again is a quota of a month",
  });
  return [{ count: Math.max(remaining, 1), period: "month" }];
};
