import { lookup as dnsLookup } from "node:dns";
import { isIP } from "node:net";
import { Agent, buildConnector } from "undici";
import type { ConnectionGuard } from "./connection-guard.ts";
import { ForbiddenAddress, forbidden, guardedLookup, ownHost } from "./guarded-lookup.ts";

export interface GuardedAgentOptions extends ConnectionGuard {
  agent?: Omit<Agent.Options, "connect" | "allowH2">;
}

/**
 * An HTTP client for addresses that others have chosen: https only, and never to an address that is not allowed.
 * The very addresses that the socket will use are judged, so a name that changes its mind between check and
 * connection (DNS rebinding) gains nothing. The connection's own end is looked at once more before a request is sent.
 * Redirects are not followed and no proxy of the environment is used.
 *
 * @throws ForbiddenAddress from a request, before anything is sent.
 */
export const createGuardedAgent = (options: GuardedAgentOptions): Agent => {
  const { mayConnect, resolve = dnsLookup, connectTimeout, ca, allowHttp = false, own } = options;
  const connect = buildConnector({
    timeout: connectTimeout,
    allowH2: false,
    lookup: guardedLookup(resolve, mayConnect),
    ...(ca === undefined ? {} : { ca }),
  });
  return new Agent({
    ...options.agent,
    allowH2: false,
    connect: (target, done) => {
      if (target.protocol !== "https:" && !allowHttp)
        return done(new ForbiddenAddress("Only https is allowed."), null);
      if (own?.isNamed(new URL(`${target.protocol}//${target.host ?? target.hostname}`)))
        return done(ownHost(), null);
      // A literal address is never looked up.
      if (isIP(target.hostname) !== 0 && !mayConnect(target.hostname, target.hostname))
        return done(forbidden(), null);
      connect(target, (error, socket) => {
        if (error) return done(error, null);
        const { remoteAddress, remotePort = 0 } = socket;
        if (
          remoteAddress !== undefined &&
          mayConnect(remoteAddress, target.hostname) &&
          !own?.isAt(remoteAddress, remotePort)
        )
          return done(null, socket);
        socket.destroy();
        done(forbidden(), null);
      });
    },
  });
};
