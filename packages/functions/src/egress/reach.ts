import { isInRanges } from "@latchkey/core/address/ip-range";
import { isLinkLocal } from "@latchkey/core/address/private-address";
import { isPublicAddress } from "@latchkey/core/address/public-address";
import { mayReach } from "@latchkey/core/stage/may-reach";
import type { AllowedUpstream } from "@latchkey/core/stage/reach";

/** Where connections for teams may go. The stage's own hosts are apart from it: `OwnHosts`. */
export interface Reach {
  /** Plain http too. */
  allowHttp: boolean;
  /** Whether a connection to an address may be made for a team, which has named the host. Asked for each address that is used. */
  mayConnect(team: string, host: string, address: string): boolean;
  /**
   * Teams of one pool share connections. One that reaches more than others has a pool of its own: an open connection is used
   * again without a question.
   */
  poolOf(team: string): string;
}

/** Of a deployed stage: public addresses over https, and private ones for the teams that an operator allows them. */
export const reachOfStage = (allowed: readonly AllowedUpstream[]): Reach => {
  const apart = new Set(allowed.flatMap(({ teams }) => teams));
  return {
    allowHttp: false,
    mayConnect: (team, host, address) => mayReach(allowed, team, host, address),
    poolOf: (team) => (apart.has(team) ? team : ""),
  };
};

/** Of one machine: everything but what a link alone leads to. */
export const reachOfOneMachine: Reach = {
  allowHttp: true,
  mayConnect: (_team, _host, address) => !isLinkLocal(address),
  poolOf: () => "",
};

/** Of webhooks on one machine: public addresses and loopback. */
export const webhookReachOfOneMachine: Reach = {
  allowHttp: true,
  mayConnect: (_team, _host, address) => isPublicAddress(address) || isLoopback(address),
  poolOf: () => "",
};

const LOOPBACK = ["127.0.0.0/8", "::1"];

const isLoopback = (address: string): boolean => isInRanges(address, LOOPBACK);

/** One set of connections for each pool of a reach; there are no more pools than teams that an operator has named. */
export const byPool = <Connections>(reach: Reach, create: (team: string) => Connections) => {
  const pools = new Map<string, Connections>();
  return {
    of: (team: string): Connections => {
      const pool = reach.poolOf(team);
      const known = pools.get(pool);
      if (known !== undefined) return known;
      const made = create(pool);
      pools.set(pool, made);
      return made;
    },
    all: (): Connections[] => [...pools.values()],
  };
};
