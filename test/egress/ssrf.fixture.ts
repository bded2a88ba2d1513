import type { LookupAddress } from "node:dns";
import { createServer } from "node:https";
import { type AddressInfo, isIP } from "node:net";
import { networkInterfaces } from "node:os";
import { isPrivateAddress } from "@latchkey/core/address/private-address";
import type { AllowedUpstream } from "@latchkey/core/stage/reach";
import { ForbiddenAddress, type Resolve } from "@latchkey/functions/egress/guarded-lookup";
import { ownHosts } from "@latchkey/functions/egress/own-hosts";
import { type Reach, reachOfStage } from "@latchkey/functions/egress/reach";
import { certificate, privateKey } from "@latchkey/functions/egress/tls.fixture";
import { callUpstream } from "@latchkey/functions/gateway/upstream/forward";
import { createUpstreamAgents } from "@latchkey/functions/gateway/upstream/upstream-agents";
import { createFetchJwks } from "@latchkey/functions/jwks/fetch-jwks";
import { CallRefusal } from "@latchkey/functions/problem/call-refusal";
import { createReceiverAgent } from "@latchkey/functions/webhooks/receiver-agent";
import { createSendWebhook } from "@latchkey/functions/webhooks/send-webhook";
import { onTestFinished } from "vitest";

/** `refused` before a connection is made, `answered` with what came, `failed` for anything else. */
export type Came =
  | { came: "refused" }
  | { came: "answered"; status: number }
  | { came: "failed"; why: unknown };

/** Asks an address as one who names addresses for the stage does. */
export type Ask = (url: string, team?: string) => Promise<Came>;

const RUNTIME_API = "127.0.0.1:9001,169.254.100.1:9001";

const refusedOr = (why: unknown): Came => {
  const cause = why instanceof CallRefusal ? why.cause : why;
  return cause instanceof ForbiddenAddress ? { came: "refused" } : { came: "failed", why: cause };
};

/** What each look-up finds: the next of the answers, and the last of them from then on. */
export const answering = (...answers: readonly (readonly string[])[]) => {
  const asked: string[] = [];
  const resolve: Resolve = (hostname, _options, done) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(hostname);
    done(
      null,
      addresses.map((address): LookupAddress => ({ address, family: isIP(address.split("%")[0] ?? "") })),
    );
  };
  return { resolve, asked };
};

/** All that connects to where others say, as it is deployed, with look-ups of the test's. */
export const connecting = (reach: Reach, resolve: Resolve): Record<string, Ask> => {
  const own = ownHosts(RUNTIME_API);
  const network = { resolve, ca: certificate };
  const agents = createUpstreamAgents(reach, own, network);
  onTestFinished(() => agents.close());
  const fetchJwks = createFetchJwks(reach, own, network);
  const send = createSendWebhook(createReceiverAgent(reach, own, network));
  return {
    upstream: async (url, team = "providers") => {
      const { origin, pathname } = new URL(url);
      const target = { origin, path: pathname };
      const request = {
        ...target,
        method: "GET",
        headers: [],
        body: Buffer.alloc(0),
        timeoutMs: 5000,
      } as const;
      try {
        const agent = agents.at(Date.now(), team, target);
        const { status, body } = await callUpstream(agent, request, new AbortController().signal);
        body.resume();
        return { came: "answered", status };
      } catch (error) {
        return refusedOr(error);
      }
    },
    jwks: async (url, team = "providers") => {
      try {
        await fetchJwks(url, team);
        return { came: "answered", status: 200 };
      } catch (error) {
        const [, status] = /answered (\d+)/.exec(String(error)) ?? [];
        return status ? { came: "answered", status: Number(status) } : refusedOr(error);
      }
    },
    webhook: async (url, team = "providers") => {
      const { outcome } = await send({ team, url: new URL(url).href, headers: {}, body: "{}" });
      if (outcome.status !== undefined) return { came: "answered", status: outcome.status };
      const why = "error" in outcome ? outcome.error : undefined;
      return why === "the address is not allowed" ? { came: "refused" } : { came: "failed", why };
    },
  };
};

/** An address of this machine in a private network, if it has one: what stands in for a host of a VPC. */
export const PRIVATE = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .find(({ internal, address }) => !internal && isPrivateAddress(address))?.address;

export const ALLOWED: AllowedUpstream[] = [
  { teams: ["providers"], hosts: ["*.zone.internal.test"], ranges: ["10.1.0.0/16", "fd13::/32"] },
  ...(PRIVATE
    ? [
        { teams: ["providers"], hosts: ["upstream.test"] },
        { teams: ["ranged"], ranges: [PRIVATE] },
      ]
    : []),
];

export const MODES: Readonly<Record<string, Reach>> = {
  "public addresses only": reachOfStage([]),
  "private ones in what is allowed": reachOfStage(ALLOWED),
};

/** Answers on every address of this machine, and counts connections. */
export const startPrivateUpstream = async () => {
  const seen = { connections: 0, requests: 0 };
  const server = createServer({ cert: certificate, key: privateKey }, (request, response) => {
    seen.requests += 1;
    if (request.url === "/redirect") response.writeHead(302, { Location: "https://169.254.169.254/" });
    response.end('{"keys":[]}');
  });
  server.on("connection", () => {
    seen.connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "::", resolve));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  const { port } = server.address() as AddressInfo;
  return { port, seen, stop };
};
