import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import { bareName } from "@latchkey/core/service/header-rules";
import type { Service } from "@latchkey/core/service/service";
import { headerOf } from "./ai/answer-headers.ts";
import { ownHeaders } from "./own-headers.ts";
import type { UpstreamAnswer, UpstreamRequest } from "./upstream/forward.ts";
import type { UpstreamKeyTurns } from "./upstream-key-turns.ts";

/** What an upstream answers to a key that it does not take now. The call was not carried out. */
const REFUSES_KEY: ReadonlySet<number> = new Set([401, 429]);
/** A call is sent with so many keys at most. */
const MAX_KEYS = 3;
const [SHORTEST_REST, USUAL_REST, LONGEST_REST] = [1, 60, 3600];

interface KeyPorts {
  keys: KeyRings;
  keyTurns: UpstreamKeyTurns;
  now: () => number;
}

type Send = (request: UpstreamRequest) => Promise<UpstreamAnswer>;

/**
 * Sends a call with one of its upstream's keys. A key that is answered 401 or 429 rests, as long as `Retry-After` says (RFC 9110,
 * section 10.2.3), and the call is sent with the next one; what it holds of limits is held once.
 */
export const sendWithKey = (ports: KeyPorts, service: Service, send: Send): Send => {
  const { keys } = service.upstream;
  if (!keys) return send;
  return async (request) => {
    const tried = new Set<string>();
    let answer: UpstreamAnswer | undefined;
    while (tried.size < MAX_KEYS) {
      const name = ports.keyTurns.next(service, tried, ports.now());
      if (name === undefined) break;
      answer?.body.destroy();
      tried.add(name);
      const headers = await ownHeaders(ports.keys, service, keys[name]?.sealedHeaders ?? {});
      answer = await send(withHeaders(request, headers));
      if (!REFUSES_KEY.has(answer.status)) return answer;
      ports.keyTurns.rest(service.id, name, ports.now() + restSeconds(answer, ports.now()) * 1000);
    }
    return answer ?? send(request);
  };
};

const withHeaders = (request: UpstreamRequest, own: Readonly<Record<string, string>>): UpstreamRequest => {
  const replaced = new Set(Object.keys(own).map(bareName));
  const kept = request.headers.filter(([name]) => !replaced.has(bareName(name)));
  return { ...request, headers: [...kept, ...Object.entries(own)] };
};

const restSeconds = ({ headers }: UpstreamAnswer, now: number): number => {
  const said = headerOf(headers, "retry-after")?.trim() ?? "";
  const seconds = /^\d{1,9}$/.test(said) ? Number(said) : Math.ceil((Date.parse(said) - now) / 1000);
  return Math.min(LONGEST_REST, Math.max(SHORTEST_REST, Number.isNaN(seconds) ? USUAL_REST : seconds));
};
