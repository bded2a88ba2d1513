import type { Agent, Dispatcher } from "undici";
import { createGuardedAgent, type GuardedAgentOptions } from "../egress/guarded-agent.ts";
import type { OwnHosts } from "../egress/own-hosts.ts";
import type { UpstreamTarget } from "./upstream-url.ts";

const CONNECT_MS = 5000;
/** How long an answer's body may be silent: as long as API Gateway lets it. */
const BODY_IDLE_MS = 300_000;
/** How long a connection is kept for the next call; many servers close theirs after 5 s. */
const KEEP_ALIVE_MS = 4000;

export interface UpstreamAgents {
  /** The agent for a request that begins now. */
  at(now: number, target: UpstreamTarget): Dispatcher;
  close(): Promise<void>;
}

/** Connections to upstreams, those to this stage's own addresses refused unless they are open to services. */
export const createUpstreamAgents = (allowPrivate: boolean, own: OwnHosts): UpstreamAgents => {
  const guarded = pausing(() => createGuardedAgent({ ...optionsFor(allowPrivate), own }));
  const open = pausing(() => createGuardedAgent(optionsFor(allowPrivate)));
  return {
    at: (now, { origin, path }) => (own.isOpen(new URL(`${origin}${path}`)) ? open : guarded).at(now),
    close: async () => {
      await Promise.all([guarded.close(), open.close()]);
    },
  };
};

const optionsFor = (allowPrivate: boolean): GuardedAgentOptions => ({
  connectTimeout: CONNECT_MS,
  agent: OPTIONS,
  ...(allowPrivate ? { allowHttp: true, mayConnect: () => true } : {}),
});

/**
 * Connections kept open from one invocation to the next. A Lambda that sleeps does not see its connections die, and a
 * POST on a dead one cannot be repeated: after a pause all of them are given up.
 */
const pausing = (create: () => Agent) => {
  let agent: Agent | undefined;
  let lastUsed = 0;
  return {
    at(now: number): Dispatcher {
      if (agent && Math.abs(now - lastUsed) > KEEP_ALIVE_MS) {
        // Lets running answers end first. Whether that went well is their callers' concern.
        agent.close().catch(() => undefined);
        agent = undefined;
      }
      lastUsed = now;
      agent ??= create();
      return agent;
    },
    close: async () => agent?.destroy(),
  };
};

/** The time for headers is each service's own. */
const OPTIONS = {
  headersTimeout: 0,
  bodyTimeout: BODY_IDLE_MS,
  keepAliveTimeout: KEEP_ALIVE_MS,
  keepAliveMaxTimeout: KEEP_ALIVE_MS,
  pipelining: 1,
  connections: 256,
} satisfies Agent.Options;
