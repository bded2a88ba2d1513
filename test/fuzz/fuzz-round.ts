import type { Stage } from "../support/running-latchkey.ts";
import { absorb } from "./absorb-answer.ts";
import { undocumented } from "./documented-answers.ts";
import { elsewhere, type Grown, grownCall, grownFrom, type Recorded, replayed } from "./grown-request.ts";
import { faultOf } from "./judge-answer.ts";
import type { World } from "./plant-world.ts";
import { type Random, seeded } from "./random.ts";
import { sendBytes } from "./send-bytes.ts";

/** Sent at once; what they grow from is what came before all of them, so that a seed tells a round. */
const AT_ONCE = 6;
const MAX_RECORDED = 200;
/** What ends things is rarer, or nothing would be left to look at. */
const ENDS = /^(?:delete|revoke|suspend|remove|withdraw)/;

export interface Fault {
  index: number;
  what: string;
  grown: Grown;
}

export interface Round {
  faults: Fault[];
  /** How often each operation was answered with each status. */
  counts: Map<string, number>;
}

/** Sends so many requests to a world, the same for the same seed but for minted ids, and judges each answer. */
export const fuzzRound = async (
  latchkey: Stage,
  world: World,
  { seed, requests }: { seed: number; requests: number },
): Promise<Round> => {
  const random = seeded(seed);
  const stems = world.tenants.map(({ stem }) => stem);
  const owners = new Map<string, string>();
  const recorded: Recorded[] = [];
  const round: Round = { faults: [], counts: new Map() };
  for (let from = 0; from < requests; from += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, requests - from) }, () =>
      grow(world, recorded, random),
    );
    const answers = await Promise.all(batch.map(({ request }) => sendBytes(latchkey, request)));
    for (const [at, grown] of batch.entries()) {
      const answer = answers[at];
      if (!answer) continue;
      const what = faultOf(grown, answer, stems, owners) ?? undocumented(world.documented, grown, answer);
      if (what !== undefined) round.faults.push({ index: from + at, what, grown });
      absorb(grown, answer, owners);
      if (answer.status < 300 && grown.request.plane === "control") recorded.push(grown.meant);
      if (recorded.length > MAX_RECORDED) recorded.shift();
      const key = `${grown.meant.operation} ${answer.status}`;
      round.counts.set(key, (round.counts.get(key) ?? 0) + 1);
    }
  }
  return round;
};

const grow = (
  { tenants, outsiders, operations, slugs }: World,
  recorded: readonly Recorded[],
  random: Random,
): Grown => {
  const [tenant, other] = random.chance(0.5) ? tenants : ([tenants[1], tenants[0]] as const);
  const manages = random.chance(0.75);
  const usual = tenant.callers.filter((each) => each.manages === manages);
  const caller = random.choose([
    [8, random.pick(usual)],
    [1, random.pick(tenant.callers)],
    [1.5, random.pick(outsiders)],
  ]);
  const foreign = tenants.map(({ stem }) => stem).filter((stem) => stem !== caller.stem);
  const own =
    caller.stem === undefined ? { ...tenant, stem: "zqoutsider", things: tenant.things.slice(0, 1) } : tenant;
  const ground = { random, tenant: own, other, foreign, caller };
  const fits = ({ method }: { method: string }) => !caller.readsOnly || method === "GET";
  if (!manages && random.chance(0.9)) return grownCall(slugs, ground);
  const again = recorded.filter(fits);
  return random.choose<() => Grown>([
    [12, () => grownFrom(pickOperation(operations.filter(fits), random), ground)],
    [3, () => (again.length > 0 ? replayed(random.pick(again), ground) : elsewhere(ground))],
    [1, () => elsewhere(ground)],
  ])();
};

const pickOperation = (operations: World["operations"], random: Random) => {
  const picked = random.pick(operations);
  return ENDS.test(picked.id) && random.chance(0.7) ? random.pick(operations) : picked;
};
