import { isInRanges } from "@latchkey/core/address/ip-range";
import type { Agent, Dispatcher } from "undici";
import { createGuardedAgent } from "../egress/guarded-agent.ts";
import type { OwnHosts } from "../egress/own-hosts.ts";
import { isPublicAddress } from "../egress/public-address.ts";

const CONNECT_MS = 5000;

/** A message is rare, and a Lambda that slept does not see a connection die: each has one of its own. */
const OPTIONS = { pipelining: 0, connections: 8, maxHeaderSize: 16_384 } satisfies Agent.Options;

/** The client for a receiver's address. */
export type ReceiverAgent = (url: URL) => Dispatcher;

/**
 * Where receivers are connected to: public addresses over https; on one machine loopback and plain http too. Never the
 * stage itself, but for what is open to everybody.
 */
export const createReceiverAgent = (allowLoopback: boolean, own: OwnHosts): ReceiverAgent => {
  const options = {
    connectTimeout: CONNECT_MS,
    agent: OPTIONS,
    allowHttp: allowLoopback,
    mayConnect: (address: string) => isPublicAddress(address) || (allowLoopback && isLoopback(address)),
  };
  const guarded = createGuardedAgent({ ...options, own });
  const open = createGuardedAgent(options);
  return (url) => (own.isOpen(url) ? open : guarded);
};

const LOOPBACK = ["127.0.0.0/8", "::1"];

const isLoopback = (address: string): boolean => isInRanges(address, LOOPBACK);
