/** Instances that hold this much or more a write are worth a lease. */
const WORTH_A_LEASE = 20;
/** Below this a write for each call costs little, and the limit is exact. */
const LEAST_COUNT = 100;

export interface LeaseState {
  count: number;
  /** How many instances count. */
  instances: number;
  /** Calls a second that this instance can expect. */
  demand: number;
  /** How long a lease can be spent, in milliseconds. */
  lifeMs: number;
  /** Calls that wait for it now. */
  waiting: number;
}

/** Whether leases are given at all: an instance must be able to hold some without the others going short. */
export const mayLease = ({ count, instances }: Pick<LeaseState, "count" | "instances">): boolean =>
  count >= LEAST_COUNT && count >= WORTH_A_LEASE * instances;

/**
 * How much an instance wants, and the least that is worth a write: what it will spend while the lease lives, and no
 * more than leaves something for the others, since what a frozen or killed instance holds is lost for the window.
 */
export const leaseSize = (state: LeaseState): { wanted: number; least: number } => {
  const { count, instances, demand, lifeMs, waiting } = state;
  if (!mayLease(state)) return { wanted: waiting, least: 1 };
  const most = Math.max(WORTH_A_LEASE, Math.floor(Math.min(count / WORTH_A_LEASE, (2 * count) / instances)));
  const expected = Math.ceil((demand * lifeMs) / 1000);
  const wanted = Math.max(waiting, Math.min(expected, most));
  // A few that are left over go to whoever wants few: a busy instance waits until there is a lease's worth.
  return { wanted, least: instances > 1 ? Math.min(wanted, WORTH_A_LEASE, Math.floor(count / 50)) : 1 };
};
