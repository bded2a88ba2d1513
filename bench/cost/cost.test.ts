import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { usageUnits } from "../usage-units.ts";
import { readCounts } from "./counts.ts";
import { declaredAuditBatch, declaredIdle, declaredMemory } from "./declared.ts";
import { PEERS } from "./peers.ts";
import { IDLE, PRICES, type Price, REST_TIERS, tiered } from "./prices.ts";
import { AUDIT_BATCH, ITEMS, type Mix, reckon, total } from "./reckon.ts";
import { render } from "./render.ts";
import { COGNITO, tokenDollars } from "./token-request.ts";

const counts = readCounts();
const memory = declaredMemory();
const MILLION = 1_000_000;
const mix = (fields: Partial<Mix> = {}): Mix => ({
  name: "",
  verdict: "apiKey",
  quiet: false,
  limits: [],
  upstreamMs: 100,
  ...fields,
});
const perMillion = (fields: Partial<Mix> = {}, calls = 100 * MILLION) =>
  reckon(counts, memory, mix(fields), { calls, linesPerBatch: 10 });

describe("docs/cost.md", () => {
  it("is what `npm run cost -- --write` writes now", async () => {
    const written = await readFile(new URL("../../docs/cost.md", import.meta.url), "utf8");
    expect(written).toBe(render(counts, memory));
  });
});

describe("a price", () => {
  it("has a source that was read on a day, or is said not to be verified", () => {
    for (const { dollars, source, read } of [...Object.values<Price>(PRICES), ...PEERS.map(asPrice)]) {
      expect(dollars).toBeGreaterThan(0);
      if (read === undefined) expect(source).toBe("memory");
      else expect(`${read} ${source}`).toMatch(/^\d{4}-\d{2}-\d{2} https:\/\//);
    }
  });

  it("of a month without calls is about what docs/deploy.md reckons", () => {
    expect(Math.abs(declaredIdle() - IDLE)).toBeLessThanOrEqual(5);
  });

  it("falls with the amount, tier by tier", () => {
    expect(tiered(333 * MILLION, REST_TIERS)).toBeCloseTo(333 * 3.5);
    expect(tiered(1000 * MILLION, REST_TIERS)).toBeCloseTo(333 * 3.5 + 667 * 2.8);
    expect(tiered(0, REST_TIERS)).toBe(0);
  });
});

const asPrice = ({ source, read }: (typeof PEERS)[number]): Price => ({
  dollars: 1,
  per: "",
  source,
  ...(read === undefined ? {} : { read }),
});

describe("counting a call", () => {
  it.each(usageUnits())("writes at most $atMost units: $name", ({ units, atMost }) =>
    expect(units).toBeLessThanOrEqual(atMost),
  );
});

describe("a million access tokens", () => {
  it("cost more by assertion, which writes what is used up, and either way far less than Cognito asks", () => {
    const sum = (proof: "secret" | "assertion") =>
      Object.values(tokenDollars(counts, proof)).reduce((one, other) => one + other, 0);
    expect(sum("secret")).toBeLessThan(sum("assertion"));
    expect(sum("assertion")).toBeLessThan(COGNITO.thousandTokens * 10);
  });
});

describe("what calls cost", () => {
  it("is never below zero, and is more for a caller whose records are not cached", () => {
    for (const item of ITEMS) expect(perMillion()[item]).toBeGreaterThanOrEqual(0);
    expect(total(perMillion({ quiet: true }))).toBeGreaterThan(total(perMillion()));
  });

  it("is nothing for the audit, whose changes gather as `infra` says", () => {
    expect(declaredAuditBatch()).toEqual(AUDIT_BATCH);
    expect(perMillion({ quiet: true }).audit).toBe(0);
  });

  it("is less for a leased limit than for a strict one, and most of it waiting where a model streams", () => {
    const strict = perMillion({ limits: ["strictLimit"] });
    expect(total(perMillion({ limits: ["leasedLimit"] }))).toBeLessThan(total(strict));
    const streamed = perMillion({ limits: ["tokenQuota"], upstreamMs: 10_000 });
    expect(streamed.gateway / total(streamed)).toBeGreaterThan(0.8);
  });
});
