import type { Agent, Dispatcher } from "undici";
import { createGuardedAgent, type GuardedAgentOptions } from "../egress/guarded-agent.ts";
import type { OwnHosts } from "../egress/own-hosts.ts";
import { byPool, type Reach } from "../egress/reach.ts";

const CONNECT_MS = 5000;

/** A message is rare, and a Lambda that slept does not see a connection die: each has one of its own. */
const OPTIONS = { pipelining: 0, connections: 8, maxHeaderSize: 16_384 } satisfies Agent.Options;

/** The client for a receiver's address, which a team has named. */
export type ReceiverAgent = (team: string, url: URL) => Dispatcher;

/** What a test has in place of the network's. */
type Network = Pick<GuardedAgentOptions, "resolve" | "ca">;

/** Receivers are connected to where their team's addresses may lead; never to the stage itself, but for what is open to everybody. */
export const createReceiverAgent = (reach: Reach, own: OwnHosts, network: Network = {}): ReceiverAgent => {
  const optionsFor = (team: string): GuardedAgentOptions => ({
    ...network,
    connectTimeout: CONNECT_MS,
    agent: OPTIONS,
    allowHttp: reach.allowHttp,
    mayConnect: (address, host) => reach.mayConnect(team, host, address),
  });
  const guarded = byPool(reach, (team) => createGuardedAgent({ ...optionsFor(team), own }));
  const open = byPool(reach, (team) => createGuardedAgent(optionsFor(team)));
  return (team, url) => (own.isOpen(url) ? open : guarded).of(team);
};
