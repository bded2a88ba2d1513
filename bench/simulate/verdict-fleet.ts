import type { CallRecordStore } from "@latchkey/core/call-records/call-records";
import { chance, START } from "@latchkey/core/limit/limit-fleet.fixture";
import { SimulatedTime } from "@latchkey/core/limit/simulated-time.fixture";
import { type Authorizer, DEFAULT_AUTHORIZER_SETTINGS } from "@latchkey/core/verdict/authorize";
import { createAuthorizer } from "@latchkey/core/verdict/create-authorizer";
import { called, KEYS } from "./called.ts";

/** A fleet of authorizers, each with its own memory, as Lambda runs them: one call at a time. */
export interface VerdictFleet {
  instances: number;
  callsPerSecond: number;
  /** Callers, all equally busy, of one service. */
  consumers: number;
  /** Virtual time: all of it, and how much of it passes before anything is counted. */
  seconds: number;
  warmUpSeconds: number;
  /** For how long each instance remembers a record, by its number; the program's setting unless given. Milliseconds. */
  lifetime?: (random: () => number) => number;
  /** Every instance is asked in the first moment, so that all of them begin to remember at once. */
  allAtOnce?: boolean;
  /** No consumer has an active subscription: every call is refused. */
  allRefused?: boolean;
  /** After this many seconds the first caller's credential is disabled. */
  revokedAfter?: number;
}

export interface VerdictFleetResult {
  calls: number;
  /** Round trips a second, the mean and the busiest second. */
  reads: number;
  peakReads: number;
  /** Items a second: all of them, and of the two that all callers share the busier one. */
  items: number;
  sharedReads: number;
  /** Items a second of the busiest consumer. */
  consumerReads: number;
  /** Milliseconds from the revocation to the last call that was let through; undefined where none was. */
  feltAfter?: number;
}

/** Credential, consumer and subscription. */
const CONSUMERS_ITEMS = 3;

/** How long DynamoDB takes to answer. */
const LATENCY_MS = 5;

export const runVerdictFleet = async (fleet: VerdictFleet): Promise<VerdictFleetResult> => {
  const time = new SimulatedTime(START);
  const random = chance(11);
  const counted = {
    bySecond: new Map<number, number>(),
    byConsumer: new Map<string, number>(),
    calls: 0,
    own: 0,
    services: 0,
    teams: 0,
  };
  const from = START + fleet.warmUpSeconds * 1000;
  const end = START + fleet.seconds * 1000;
  const revokedAt = START + (fleet.revokedAfter ?? Number.POSITIVE_INFINITY) * 1000;
  const callers = Array.from({ length: fleet.consumers }, (_, index) => called(index));
  const byConsumer = new Map(callers.map((each) => [each.records.consumer?.id, each]));
  const [first] = callers;

  const store: CallRecordStore = {
    read: async ({ callers: wanted, service, suspendedTeams }) => {
      const now = time.now();
      if (now >= from) {
        const second = Math.floor(now / 1000);
        counted.bySecond.set(second, (counted.bySecond.get(second) ?? 0) + 1);
        for (const { consumerId } of wanted)
          counted.byConsumer.set(consumerId, (counted.byConsumer.get(consumerId) ?? 0) + 1);
        counted.own += wanted.length;
        if (service) counted.services += 1;
        if (suspendedTeams) counted.teams += 1;
      }
      await time.sleep(LATENCY_MS);
      const own = wanted.map(({ consumerId }) => {
        const caller = byConsumer.get(consumerId);
        if (!caller) throw new Error("Nobody calls but those who were made.");
        if (fleet.allRefused) return caller.refused;
        return caller === first && time.now() >= revokedAt ? caller.revoked : caller.records;
      });
      return {
        own,
        ...(service ? { service: { found: first?.records.service } } : {}),
        ...(suspendedTeams ? { suspendedTeams: new Set<string>() } : {}),
      };
    },
    byPointers: async () => new Map(),
    byLogin: async () => ({ failures: 0 }),
    countFailure: async () => {},
    isNamedWithSecret: async () => false,
    byToken: async () => ({ holders: new Map(), owners: new Map() }),
  };
  const instances = Array.from({ length: fleet.instances }, () => {
    const recordLifetime = fleet.lifetime?.(random) ?? DEFAULT_AUTHORIZER_SETTINGS.recordLifetime;
    const settings = { ...DEFAULT_AUTHORIZER_SETTINGS, recordLifetime };
    return { authorizer: createAuthorizer(store, KEYS, settings), busy: false };
  });

  let lastAllowed: number | undefined;
  const call = async (instance: { authorizer: Authorizer; busy: boolean }, index: number): Promise<void> => {
    const caller = callers[index];
    if (!caller) throw new Error("There is no such caller.");
    instance.busy = true;
    const verdict = await instance.authorizer.authorize(caller.request, time.now());
    instance.busy = false;
    if (time.now() >= from) counted.calls += 1;
    if (caller === first && verdict.kind === "allowed" && time.now() >= revokedAt) lastAllowed = time.now();
  };
  const free = () => {
    for (;;) {
      const instance = instances[Math.floor(random() * instances.length)];
      if (instance && !instance.busy) return instance;
    }
  };
  const drive = async (): Promise<void> => {
    if (fleet.allAtOnce)
      await Promise.all(instances.map((each) => call(each, Math.floor(random() * callers.length))));
    let due = 0;
    while (time.now() < end) {
      await time.sleep(1);
      for (due += fleet.callsPerSecond / 1000; due >= 1; due -= 1)
        call(free(), Math.floor(random() * callers.length)).catch((error: unknown) => {
          throw error;
        });
    }
  };
  const driving = drive();
  await time.runUntil(end + 1000);
  await driving;

  const seconds = fleet.seconds - fleet.warmUpSeconds;
  const reads = [...counted.bySecond.values()];
  return {
    calls: counted.calls / seconds,
    reads: reads.reduce((all, each) => all + each, 0) / seconds,
    peakReads: Math.max(0, ...reads),
    items: (CONSUMERS_ITEMS * counted.own + counted.services + counted.teams) / seconds,
    sharedReads: Math.max(counted.services, counted.teams) / seconds,
    consumerReads: (CONSUMERS_ITEMS * Math.max(0, ...counted.byConsumer.values())) / seconds,
    ...(lastAllowed === undefined ? {} : { feltAfter: lastAllowed - revokedAt }),
  };
};
