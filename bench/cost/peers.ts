import { PRICES } from "./prices.ts";

/** What others ask for a month of so many calls; undefined where they publish no price for it. */
export interface Peer {
  name: string;
  dollars(calls: number): number | undefined;
  /** What the figure is made of, and what it leaves out. */
  note: string;
  source: string;
  /** As in `Price`: without it, not verified. */
  read?: string;
}

const MILLION = 1_000_000;
const HOURS = 730;
const SECONDS = HOURS * 3600;

/** Assumed, not measured: what one node carries, and how much busier the busiest hour is than the mean. */
export const APIPARK = { callsPerSecond: 2000, peak: 3, leastNodes: 2, stores: 1 } as const;

/** The largest plan that is large enough. */
const planFor = (calls: number, plans: readonly (readonly [calls: number, dollars: number])[]) =>
  plans.find(([most]) => calls <= most)?.[1];

export const PEERS: readonly Peer[] = [
  {
    name: "Kong Konnect Plus",
    dollars: (calls) => (calls > 10 * MILLION ? undefined : Math.max(0, calls / MILLION - 1) * 200),
    note: "0 is for the requests alone: 1 million requests are included and each further million is 200 dollars; above 10 million a month only Enterprise, whose price is not published. Without gateways, services and portals, which are charged too.",
    source: "https://apis.io/rate-limits/kong/kong-rate-limits/",
    read: "2026-11-22",
  },
  {
    name: "APIPark on EC2",
    dollars: (calls) => {
      const peak = (calls / SECONDS) * APIPARK.peak;
      const nodes = Math.max(APIPARK.leastNodes, Math.ceil(peak / APIPARK.callsPerSecond)) + APIPARK.stores;
      return nodes * HOURS * PRICES.m7gLargeHour.dollars + PRICES.albMonth.dollars;
    },
    note: `The program is free. m7g.large on demand: one node for each ${APIPARK.callsPerSecond.toLocaleString("en")} calls a second at ${APIPARK.peak} times the mean, ${APIPARK.leastNodes} at least, and one for its MySQL, Redis and InfluxDB; a load balancer without its units of use. What a node carries is assumed. Without disks, transfer between zones, logs, and whoever looks after the servers.`,
    source: PRICES.m7gLargeHour.source,
    read: PRICES.m7gLargeHour.read,
  },
  {
    name: "Zuplo",
    dollars: (calls) => (calls > 10 * MILLION ? undefined : 25 + Math.max(0, calls / MILLION - 0.1) * 100),
    note: "Builder: 25 dollars with 100,000 requests, 100 for each further million. Above that Enterprise, from 1,000 a month, whose price is not published.",
    source: "memory",
  },
  {
    name: "Unkey",
    dollars: (calls) =>
      planFor(calls, [
        [150_000, 0],
        [250_000, 25],
        [500_000, 50],
        [MILLION, 75],
        [2 * MILLION, 100],
        [10 * MILLION, 250],
        [50 * MILLION, 500],
        [100 * MILLION, 1000],
      ]),
    note: "Checks keys and limits, and forwards nothing: what carries the call comes on top. That Pro begins at 25 dollars with 250,000 requests was read (codeables.dev, holdify-web.pages.dev); the steps above it are from memory.",
    source: "memory",
  },
];
