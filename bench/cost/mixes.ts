import type { Mix, Volume } from "./reckon.ts";

const MILLION = 1_000_000;

export const MIXES: readonly Mix[] = [
  { name: "API key, a few busy callers", verdict: "apiKey", quiet: false, limits: [], upstreamMs: 100 },
  { name: "API key, many quiet callers", verdict: "apiKey", quiet: true, limits: [], upstreamMs: 100 },
  { name: "JWT, many quiet callers", verdict: "jwt", quiet: true, limits: [], upstreamMs: 100 },
  {
    name: "busy, with a strict rate limit",
    verdict: "apiKey",
    quiet: false,
    limits: ["strictLimit"],
    upstreamMs: 100,
  },
  {
    name: "busy, with a leased rate limit and a quota",
    verdict: "apiKey",
    quiet: false,
    limits: ["leasedLimit", "quota"],
    upstreamMs: 100,
  },
  {
    name: "a model that answers for 10 s, with a quota of tokens",
    verdict: "apiKey",
    quiet: false,
    limits: ["tokenQuota"],
    upstreamMs: 10_000,
  },
];

export const VOLUMES: readonly Volume[] = [
  { calls: MILLION, linesPerBatch: 1 },
  { calls: 100 * MILLION, linesPerBatch: 10 },
  { calls: 10_000 * MILLION, linesPerBatch: 100 },
];
