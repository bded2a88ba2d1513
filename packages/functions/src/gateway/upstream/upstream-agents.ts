import type { Agent } from "node:http";
import { originUrl } from "@latchkey/core/gateway/origin-url";
import type { UpstreamTarget } from "@latchkey/core/gateway/upstream-url";
import type { ConnectionGuard } from "../../egress/connection-guard.ts";
import { type GuardedSockets, guardedSockets } from "../../egress/guarded-sockets.ts";
import type { OwnHosts } from "../../egress/own-hosts.ts";
import { byPool, type Reach } from "../../egress/reach.ts";

const CONNECT_MS = 5000;
/** How long a connection is kept for the next call; many servers close theirs after 5 s. */
const KEEP_ALIVE_MS = 4000;

export interface UpstreamAgents {
  /** The connections for a request that begins now, for a service of this team. */
  at(now: number, team: string, target: UpstreamTarget): Agent;
  close(): Promise<void>;
}

/** What a test has in place of the network's. */
type Network = Pick<ConnectionGuard, "resolve" | "ca">;

/** Connections to upstreams, those to this stage's own addresses refused unless they are open to services. */
export const createUpstreamAgents = (reach: Reach, own: OwnHosts, network: Network = {}): UpstreamAgents => {
  const guardFor = (team: string): ConnectionGuard => ({
    ...network,
    connectTimeout: CONNECT_MS,
    allowHttp: reach.allowHttp,
    mayConnect: (address, host) => reach.mayConnect(team, host, address),
  });
  const guarded = byPool(reach, (team) => pausing({ ...guardFor(team), own }));
  const open = byPool(reach, (team) => pausing(guardFor(team)));
  return {
    at: (now, team, { origin, path }) => {
      const url = originUrl(origin);
      const isOpen = own.isOpenAt(url) && own.isOpen(new URL(`${origin}${path}`));
      return (isOpen ? open : guarded).of(team).at(now).for(url.protocol);
    },
    close: async () => {
      for (const pool of [...guarded.all(), ...open.all()]) pool.close();
    },
  };
};

/**
 * Connections kept open from one invocation to the next. A Lambda that sleeps does not see its connections die, and no
 * request is sent twice: after a pause all of them are given up.
 */
const pausing = (guard: ConnectionGuard) => {
  let sockets: GuardedSockets | undefined;
  let lastUsed = 0;
  return {
    at(now: number): GuardedSockets {
      if (sockets && Math.abs(now - lastUsed) > KEEP_ALIVE_MS) {
        sockets.retire();
        sockets = undefined;
      }
      lastUsed = now;
      sockets ??= guardedSockets(guard, OPTIONS);
      return sockets;
    },
    close: () => sockets?.destroy(),
  };
};

/** `timeout` is that of an idle connection: those in use have the request's own. */
const OPTIONS = {
  keepAlive: true,
  timeout: KEEP_ALIVE_MS,
  // As many as calls to one service may run at once: what is let in never waits for a connection.
  maxSockets: 10_000,
  maxFreeSockets: 256,
  scheduling: "lifo",
} as const;
