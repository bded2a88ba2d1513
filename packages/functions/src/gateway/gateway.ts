import { loopId } from "@latchkey/core/gateway/cdn-loop";
import type { RandomBytes } from "@latchkey/core/id";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import type { CallLimits } from "@latchkey/core/limit/admission";
import type { APIGatewayProxyEvent } from "aws-lambda";
import type { CallUses } from "../call/call-uses.ts";
import { createPathReader, type OperationsOf } from "../call/path-reader.ts";
import type { ThroughEdge } from "../call/through-edge.ts";
import type { OwnHosts } from "../egress/own-hosts.ts";
import type { Reach } from "../egress/reach.ts";
import { ClientGone } from "../problem/call-refusal.ts";
import { usageRefusers } from "./ai/usage-refusers.ts";
import { answerFailure } from "./answer-failure.ts";
import type { AnswerSink } from "./answer-stream.ts";
import type { GatewayLog } from "./call-line.ts";
import { forwardCall } from "./forward-call.ts";
import { type OpenCall, openCall } from "./open-call.ts";
import { asksForOwnPage, ownPage } from "./own-page.ts";
import { preflight } from "./preflight.ts";
import type { RoleSigningPorts } from "./role-signature.ts";
import { sendWhole } from "./send-whole.ts";
import { createServiceReader, type ServiceBySlug } from "./service-reader.ts";
import { createUpstreamAgents, type UpstreamAgents } from "./upstream/upstream-agents.ts";
import { upstreamKeyTurns } from "./upstream-key-turns.ts";
import type { BoundPorts } from "./within-bound.ts";

export interface GatewayPorts extends BoundPorts, RoleSigningPorts {
  serviceBySlug: ServiceBySlug;
  operationsOf: OperationsOf;
  keys: KeyRings;
  uses: CallUses;
  limits: CallLimits;
  random: RandomBytes;
  /** The management API's address: what assertions are from. */
  issuer: string;
  /** The gateway's own address, by whose host a call that comes back is known. */
  gatewayUrl: string;
  /** The origin where people try services, where there is a portal. */
  portalOrigin: string | undefined;
  /** What is deployed. */
  version: string;
  /** Where upstreams may be. */
  reach: Reach;
  /** Where no upstream may be. */
  own: OwnHosts;
  /** What the stage's edge has done to a request, undone. */
  throughEdge: ThroughEdge;
  log: GatewayLog;
  /** The connections to upstreams; its own unless given. */
  agents?: UpstreamAgents;
}

/** @param remaining milliseconds that the invocation has left */
export type Gateway = (
  event: APIGatewayProxyEvent,
  sink: AnswerSink,
  remaining: () => number,
) => Promise<void>;

/** Left of an invocation to say that the upstream was too late. */
const LAST_WORDS_MS = 1000;

/** The data plane: pages of its own, preflights, and one call of a service for everything else. */
export const createGateway = (given: GatewayPorts): Gateway => {
  const ports = {
    ...given,
    services: createServiceReader(withLoad(given)),
    loopId: loopId(given.gatewayUrl),
    usageRefusers: usageRefusers(),
    keyTurns: upstreamKeyTurns(),
    agents: given.agents ?? createUpstreamAgents(given.reach, given.own),
  };

  const paths = createPathReader(given.operationsOf);

  const answer = async (call: OpenCall, remaining: () => number): Promise<void> => {
    const { event, sink } = call;
    if (event.httpMethod === "OPTIONS")
      await sendWhole(
        sink,
        await preflight(ports.services, event, ports.now(), ports.portalOrigin),
        event.httpMethod,
      );
    else if (asksForOwnPage(event))
      await sendWhole(sink, { ...ownPage(event, ports), headers: call.added }, event.httpMethod);
    else await forwardCall(ports, call, remaining() - LAST_WORDS_MS);
  };

  /** The document of a service is read for those alone that it knows. */
  const logCall = async ({ line, path, isRest }: OpenCall): Promise<void> => {
    const { slug, method, serviceId } = line;
    if (serviceId !== undefined) {
      const told = await paths({ slug, method, rest: path?.rest ?? "" }, ports.now());
      line.path = told.path;
      if (isRest) line.operation = told.operation;
    }
    ports.log.call(line);
  };

  return async (event, sink, remaining) => {
    const call = openCall(ports.throughEdge(event), sink, ports.now(), ports.portalOrigin);
    try {
      await answer(call, remaining).catch((error: unknown) => answerFailure(call, error, ports));
    } catch (error) {
      if (!(error instanceof ClientGone)) throw error;
    } finally {
      call.close();
      // Pages of our own and preflights have no caller.
      if (isCall(event)) await logCall(call);
    }
  };
};

/** How many calls run elsewhere is asked beside the service: that takes no time of its own. */
const withLoad =
  ({ serviceBySlug, inFlight }: GatewayPorts): ServiceBySlug =>
  async (slug) => {
    const [service] = await Promise.all([serviceBySlug(slug), inFlight.learn(slug)]);
    return service;
  };

const isCall = (event: APIGatewayProxyEvent): boolean =>
  !asksForOwnPage(event) && event.httpMethod !== "OPTIONS";
