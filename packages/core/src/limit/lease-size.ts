/** What is worth a write, where many count. */
const WORTH_A_LEASE = 20;
/** Below this a write for each call costs little, and the limit is exact. */
const MIN_COUNT = 100;

export interface LeaseState {
  count: number;
  /** What the window has left. */
  free: number;
  /** How many instances count. */
  instances: number;
  /** Calls that this instance can expect while the lease lives, if it knows. */
  expected: number | undefined;
  /** Calls that wait for it now. */
  waiting: number;
}

/** Whether leases are given at all: each instance must be able to hold some without the others going short. */
export const mayLease = ({ count, instances }: Pick<LeaseState, "count" | "instances">): boolean =>
  count >= MIN_COUNT && count >= WORTH_A_LEASE * instances;

/**
 * How much an instance wants, and the least that is worth a write. The more instances, the shorter the lease: what a
 * frozen one holds is missing until it wakes and gives it back, or the window ends. One that does not know yet how
 * busy it is takes a tenth of what is free, and a fiftieth of the limit at most: many may begin at one moment.
 */
export const leaseSize = (state: LeaseState): { wanted: number; least: number } => {
  const { count, free, instances, expected, waiting } = state;
  if (!mayLease(state)) return { wanted: waiting, least: 1 };
  const share = Math.floor(Math.min(count / WORTH_A_LEASE, (2 * count) / instances));
  const most = Math.max(WORTH_A_LEASE, share);
  const unknown = Math.floor(Math.min(free / 10, Math.max(WORTH_A_LEASE, count / 50)));
  const wanted = Math.max(waiting, Math.min(expected ?? unknown, most));
  // A small remainder goes to instances with little traffic: a busy instance waits until a full lease is available.
  const least = instances > 1 && wanted >= WORTH_A_LEASE ? Math.min(WORTH_A_LEASE, count / 50) : 1;
  return { wanted, least: Math.max(1, Math.floor(least)) };
};
