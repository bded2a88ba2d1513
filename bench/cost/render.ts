import type { Counts } from "./counts.ts";
import { MIXES, VOLUMES } from "./mixes.ts";
import { PEERS } from "./peers.ts";
import { IDLE, PRICES, type Price, REGION } from "./prices.ts";
import { PROSE } from "./prose.ts";
import { ASSUMED, ITEMS, type Item, type Memory, reckon, total, unitDollars, type Volume } from "./reckon.ts";
import { COGNITO, tokenDollars, tokenProse } from "./token-request.ts";

const MILLION = 1_000_000;

/** The whole of docs/cost.md. */
export const render = (counts: Counts, memory: Memory): string => {
  const reckoned = MIXES.map((mix) => ({
    mix,
    by: VOLUMES.map((volume) => ({ volume, items: reckon(counts, memory, mix, volume) })),
  }));
  return [
    PROSE.head(REGION),
    table(
      ["calls of a month", ...VOLUMES.map(({ calls }) => `${big(calls)} a month`)],
      reckoned.map(({ mix, by }) => [
        mix.name,
        ...by.map(({ items, volume }) => dollars(total(items) / (volume.calls / MILLION))),
      ]),
    ),
    PROSE.short(IDLE),
    "## What it is made of",
    PROSE.mixes,
    PROSE.madeOf,
    table(
      ["", ...MIXES.map(({ name }) => name)],
      ITEMS.map((item) => [item, ...reckoned.map(({ by }) => perMillion(by[1], item))]),
    ),
    table(
      ["largest item", ...VOLUMES.map(({ calls }) => `at ${big(calls)}`)],
      reckoned.map(({ mix, by }) => [mix.name, ...by.map(({ items }) => largest(items))]),
    ),
    "## What to turn",
    PROSE.turn(counts, memory, busyPerMillion(counts, memory)),
    "## Access tokens",
    tokenProse(),
    tokenTable(counts),
    "## Beside others",
    PROSE.peers,
    table(
      ["dollars a month", ...VOLUMES.map(({ calls }) => big(calls)), "verified"],
      [
        ["Latchkey, a few busy callers", ...ours(reckoned[0]?.by), "in part, see below"],
        ["Latchkey, many quiet callers", ...ours(reckoned[1]?.by), "in part, see below"],
        ...PEERS.map((peer) => [
          peer.name,
          ...VOLUMES.map(({ calls }) => money(peer.dollars(calls))),
          peer.read ?? "not verified",
        ]),
      ],
    ),
    PEERS.map(
      ({ name, note, source }) => `- **${name}.** ${note}${source === "memory" ? "" : ` (${source})`}`,
    ).join("\n"),
    "## What was counted",
    PROSE.counted(memory),
    table(["on a call's way", "read units", "write units", "dollars a million"], countedRows(counts)),
    table(
      [
        "a batch of lines",
        "of consumers",
        "calls counted before in the same 30 s",
        "read units",
        "written to the log",
        "to pages",
        "units a call",
        "dollars a million calls",
        "last calls, write units",
      ],
      counts.units.usage.batches.map((batch) => {
        const { lines, log, teamPages, servicePages } = batch;
        const wru = log.wru + teamPages + servicePages;
        return [
          big(lines),
          big(batch.consumers),
          big(batch.before),
          String(log.rru),
          String(log.wru),
          String(teamPages + servicePages),
          String(Math.round((wru / lines) * 1000) / 1000),
          dollars(unitDollars({ rru: log.rru, wru }, MILLION / lines)),
          String(batch.lastCalls),
        ];
      }),
    ),
    table(
      ["", "bytes of log for each call"],
      [
        ["the gateway's line", big(counts.bytes.gatewayLine)],
        ["the access log's line", big(counts.bytes.accessLine)],
        ["Lambda's own lines, of two invocations", big(2 * counts.bytes.platformLines)],
      ],
    ),
    table(
      ["CPU of one x64 core", "ms"],
      [
        ["a verdict that is remembered", String(counts.cpuMs.warmVerdict)],
        ["a verdict that is not", String(counts.cpuMs.coldVerdict)],
        ["a call through the gateway", String(counts.cpuMs.gatewayCall)],
        ["a batch of one line, counted", String(counts.cpuMs.ingestBatch)],
        ["each further line", String(counts.cpuMs.ingestLine)],
      ],
    ),
    "## What is not in it",
    PROSE.notInIt(ASSUMED),
    "## Prices",
    PROSE.prices(REGION),
    table(
      ["US dollars", "for a", "read", "where"],
      Object.values<Price>(PRICES).map(({ dollars: each, per, source, read }) => [
        String(each),
        per,
        read ?? "not verified",
        source === "memory" ? "from memory" : source,
      ]),
    ),
    "",
  ].join("\n\n");
};

const tokenTable = (counts: Counts): string => {
  const secret = tokenDollars(counts, "secret");
  const assertion = tokenDollars(counts, "assertion");
  const sum = (all: Record<string, number>) => Object.values(all).reduce((one, other) => one + other, 0);
  return table(
    ["dollars for a million tokens", "by secret", "by assertion"],
    [
      ...Object.keys(secret).map((item) => [item, dollars(secret[item] ?? 0), dollars(assertion[item] ?? 0)]),
      ["Latchkey", dollars(sum(secret)), dollars(sum(assertion))],
      ["Amazon Cognito, list price of the first tier", dollars(COGNITO.thousandTokens * 1000), "not offered"],
    ],
  );
};

const busyPerMillion = (counts: Counts, memory: Memory): Record<Item, number> => {
  const [mix] = MIXES;
  if (!mix) throw new Error("There are mixes.");
  return reckon(counts, memory, mix, { calls: MILLION, linesPerBatch: 10 });
};

interface Reckoned {
  volume: Volume;
  items: Record<Item, number>;
}

const perMillion = (reckoned: Reckoned | undefined, item: Item): string =>
  reckoned ? dollars(reckoned.items[item] / (reckoned.volume.calls / MILLION)) : "";

const largest = (items: Record<Item, number>): string => {
  const first = ITEMS.reduce((one, other) => (items[other] > items[one] ? other : one));
  return `${first}, ${Math.round((100 * items[first]) / total(items))} %`;
};

const ours = (by: readonly Reckoned[] | undefined): string[] =>
  (by ?? []).map(({ items }) => money(total(items) + IDLE));

const countedRows = ({ units }: Counts): string[][] =>
  (
    [
      ["verdict on a minted API key, nothing remembered", units.verdict.apiKey],
      ["on an imported API key", units.verdict.importedApiKey],
      ["on a JWT of one issuer and subject", units.verdict.jwt],
      ["on a minted API key, where others called the service a moment before", units.quietVerdict.apiKey],
      ["on an imported API key, the same", units.quietVerdict.importedApiKey],
      ["on a JWT, the same", units.quietVerdict.jwt],
      ["any of them, remembered", units.warmVerdict],
      ["the gateway's look at the service, and at how many of its calls run", units.service],
      ["the same, the service having 100 KB of OpenAPI", units.serviceWithOpenapi],
      ["when a credential was last used, once a minute at most", units.lastUse],
      ["a signature that may be used once", units.nonce],
      ["strict rate limit, each call", units.strictLimit],
      ["leased rate limit, each of 20 calls a second at one instance", units.leasedLimit],
      ["quota of calls, the same", units.quota],
      ["quota of tokens, each of a model's calls", units.tokenQuota],
    ] as const
  ).map(([name, each]) => [name, String(each.rru), String(each.wru), dollars(unitDollars(each, MILLION))]);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index === 0 ? "---" : "--:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");

const big = (value: number): string => value.toLocaleString("en");
const dollars = (value: number): string => value.toFixed(2);
const money = (value: number | undefined): string =>
  value === undefined ? "no public price" : Math.round(value).toLocaleString("en");
