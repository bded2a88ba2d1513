import { hasPassed } from "@latchkey/core/gateway/cdn-loop";
import { headerOf } from "@latchkey/core/gateway/client-request";
import { corsHeaders } from "@latchkey/core/gateway/cors";
import { deprecationHeaders } from "@latchkey/core/gateway/deprecation-headers";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import { isSunset } from "@latchkey/core/service/deprecation";
import type { Service } from "@latchkey/core/service/service";
import type { CallUses } from "../call/call-uses.ts";
import { CallRefusal } from "../problem/call-refusal.ts";
import { admittedService } from "./admit.ts";
import { callModel } from "./ai/call-model.ts";
import type { UsageRefusers } from "./ai/usage-refusers.ts";
import { callSettings, countUnderLimits, type LimitingPorts, limitSent } from "./apply-limits.ts";
import { type AssertingPorts, withAssertion } from "./assertion-header.ts";
import { provenConsumer } from "./complete-pending.ts";
import { estimateOf, modelAsked, settledModel } from "./model-costs.ts";
import { type OpenCall, since } from "./open-call.ts";
import { ownHeaders } from "./own-headers.ts";
import { passAnswer } from "./pass-answer.ts";
import { type RoleSigningPorts, refuseForRole, withRoleSignature } from "./role-signature.ts";
import { sendWithKey } from "./send-with-key.ts";
import type { ServiceReader } from "./service-reader.ts";
import { toolsAsked } from "./tools-asked.ts";
import { callUpstream, type UpstreamAnswer, type UpstreamRequest } from "./upstream/forward.ts";
import type { UpstreamAgents } from "./upstream/upstream-agents.ts";
import type { UpstreamKeyTurns } from "./upstream-key-turns.ts";
import { upstreamRequest } from "./upstream-request.ts";
import { type BoundPorts, withinBound } from "./within-bound.ts";

export interface ForwardPorts extends LimitingPorts, AssertingPorts, RoleSigningPorts, BoundPorts {
  services: ServiceReader;
  agents: UpstreamAgents;
  keys: KeyRings;
  uses: CallUses;
  /** The gateway's name in `CDN-Loop`. */
  loopId: string;
  /** The gateway's own address. */
  gatewayUrl: string;
  /** May read every answer. */
  portalOrigin: string | undefined;
  usageRefusers: UsageRefusers;
  keyTurns: UpstreamKeyTurns;
}

/**
 * Forwards a call that the authorizer has admitted, and streams the answer.
 *
 * @param timeLeft milliseconds that the invocation has for the answer to begin
 * @throws CallRefusal, Unavailable, ClientGone, or what broke the answer's body.
 */
export const forwardCall = async (ports: ForwardPorts, call: OpenCall, timeLeft: number): Promise<void> => {
  const { event, client, line, path } = call;
  const consumer = await provenConsumer(ports, event, line);
  if (consumer.plan !== "") line.plan = consumer.plan;
  line.team = consumer.team;

  const service = await admittedService(ports.services, path, consumer, ports.now());
  call.isRest = service.kind === "rest";
  Object.assign(call.added, corsHeaders(service, headerOf(client, "origin"), ports.portalOrigin));
  Object.assign(call.added, deprecationHeaders(service, ports.gatewayUrl));
  if (isSunset(service, ports.now())) throw new CallRefusal("service-sunset");
  if (hasPassed(client.headers, ports.loopId)) throw new CallRefusal("loop-detected");

  const { loopId } = ports;
  const admitted = { consumer, service, rest: path?.rest ?? "", requestId: line.requestId, loopId };
  const sent = await upstreamRequest(call, admitted, (its) =>
    ownHeaders(ports.keys, its, its.upstream.sealedHeaders),
  );
  const request = withRoleSignature(ports, service, withAssertion(ports, admitted, sent));
  line.bytesIn = request.body.length;
  const settings = callSettings(consumer, service);
  const asked = service.kind === "ai" ? await modelAsked(request, admitted.rest, line) : undefined;
  const mcp = service.kind === "mcp" ? toolsAsked(request, admitted, line) : undefined;
  limitSent(settings, consumer, { bytesIn: line.bytesIn, ...(asked?.use ? { asksModel: asked.use } : {}) });
  await withinBound(ports, service, async () => {
    if (!(await ports.uses.claim(consumer)))
      throw new CallRefusal("invalid-credential", undefined, "replayed");
    // After the replay protection: a client that repeats a signature must not use up the limits too.
    const estimate = asked && estimateOf(service, asked, line.bytesIn);
    const { settle, holdsMoney } = await countUnderLimits(ports, call, consumer, service, {
      ...settings,
      ...(estimate ? { estimate } : {}),
      ...(mcp ? { tools: mcp.tools } : {}),
    });

    const recorded = ports.uses.record(consumer, ports.now());
    const send = sendWithKey(ports, service, async (its) => {
      const answer = await answerOf(ports, call, service, its, timeLeft);
      refuseForRole(service, answer);
      return answer;
    });
    const pass = (its: UpstreamAnswer) => passAnswer(call, its);
    try {
      if (mcp) await pass(await mcp.send(send));
      else if (!asked) await pass(await send(request));
      else
        await callModel({
          ...{ service, request, send, pass, refusers: ports.usageRefusers, now: ports.now() },
          done: settledModel(ports, {
            ...{ line, service, asked, settle },
            ...(holdsMoney && estimate?.nanos !== undefined ? { heldNanos: estimate.nanos } : {}),
          }),
        });
    } finally {
      await recorded;
    }
  });
};

const answerOf = async (
  ports: ForwardPorts,
  call: OpenCall,
  { kind, team }: Service,
  request: UpstreamRequest,
  timeLeft: number,
): Promise<UpstreamAnswer> => {
  const { line } = call;
  const asked = performance.now();
  const timeoutMs = Math.max(1, Math.min(request.timeoutMs, timeLeft));
  const answer = await callUpstream(
    ports.agents.at(ports.now(), team, request),
    { ...request, timeoutMs },
    // What a model has begun to write is paid for: it is read although the caller has left.
    kind === "ai" ? new AbortController().signal : call.gone,
  ).finally(() => {
    line.upstreamMs = since(asked);
  });
  line.upstreamStatus = answer.status;
  return answer;
};
