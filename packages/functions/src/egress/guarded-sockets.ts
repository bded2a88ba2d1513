import type { AgentOptions, Agent as HttpAgent } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { nodeHttp } from "@latchkey/aws/node-http";
import { isIP } from "@latchkey/core/address/is-ip";
import type { ConnectionGuard } from "./connection-guard.ts";
import { ForbiddenAddress, forbidden, guardedLookup, nodeLookup, ownHost } from "./guarded-lookup.ts";

/** Connections of Node's own HTTP client, for each protocol. */
export interface GuardedSockets {
  for(protocol: string): HttpAgent;
  /** Ends what is idle now, and everything else once it is: running answers end first. */
  retire(): void;
  destroy(): void;
}

class ConnectTimeout extends Error {
  override readonly name = "ConnectTimeout";
  readonly code = "ETIMEDOUT";
}

interface Target {
  host?: string | null;
  port?: number | string | null;
}
type Connected = (error: Error | null, socket: Duplex) => void;
type Connect = (options: Target, done?: Connected) => Duplex | null | undefined;

/**
 * Connections to addresses that others have chosen, with the guard of `createGuardedAgent`: https only unless allowed, and the
 * very addresses that the socket will use are judged, before and after connecting.
 */
export const guardedSockets = (guard: ConnectionGuard, options: AgentOptions): GuardedSockets => {
  const { mayConnect, resolve = nodeLookup(), ca } = guard;
  const shared = { ...options, lookup: guardedLookup(resolve, mayConnect) };
  const [plainHttp, secureHttp] = [nodeHttp("http:"), nodeHttp("https:")];
  const plain: HttpAgent = new plainHttp.Agent(shared);
  const secure: HttpAgent = new secureHttp.Agent({ ...shared, ...(ca === undefined ? {} : { ca }) });
  for (const [agent, scheme] of [
    [plain, "http:"],
    [secure, "https:"],
  ] as const) {
    const connect: Connect = agent.createConnection.bind(agent);
    agent.createConnection = guarded(guard, scheme, connect);
  }
  const agents = [plain, secure];
  return {
    for: (protocol) => (protocol === "https:" ? secure : plain),
    retire: () => {
      for (const agent of agents) {
        agent.maxFreeSockets = 0;
        for (const sockets of Object.values(agent.freeSockets))
          for (const socket of sockets ?? []) socket.destroy();
      }
    },
    destroy: () => {
      for (const agent of agents) agent.destroy();
    },
  };
};

const guarded =
  (guard: ConnectionGuard, scheme: string, connect: Connect): Connect =>
  (target, done = () => undefined) => {
    const refused = refusalOf(guard, scheme, target);
    if (refused) {
      done(refused, new (process.getBuiltinModule("node:net").Socket)());
      return undefined;
    }
    const socket = connect(target) as Socket;
    const timer = setTimeout(() => socket.destroy(new ConnectTimeout()), guard.connectTimeout);
    const settle = (error: Error | null) => {
      clearTimeout(timer);
      socket.off("error", settle);
      socket.off(event, check);
      done(error, socket);
    };
    const check = () => {
      const { remoteAddress, remotePort = 0 } = socket;
      if (
        remoteAddress !== undefined &&
        guard.mayConnect(remoteAddress, target.host ?? "") &&
        !guard.own?.isAt(remoteAddress, remotePort)
      )
        return settle(null);
      settle(forbidden());
      socket.destroy();
    };
    const event = scheme === "https:" ? "secureConnect" : "connect";
    socket.once("error", settle);
    socket.once(event, check);
    return undefined;
  };

const refusalOf = (
  { allowHttp = false, own, mayConnect }: ConnectionGuard,
  scheme: string,
  { host, port }: Target,
): ForbiddenAddress | undefined => {
  if (scheme !== "https:" && !allowHttp) return new ForbiddenAddress("Only https is allowed.");
  const name = host ?? "localhost";
  const written = isIP(name) === 6 ? `[${name}]` : name;
  if (own?.isNamed(new URL(`${scheme}//${written}${port ? `:${port}` : ""}`))) return ownHost();
  // A literal address is never looked up.
  return isIP(name) !== 0 && !mayConnect(name, name) ? forbidden() : undefined;
};
