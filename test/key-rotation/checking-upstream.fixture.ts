import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";

export interface UpstreamOptions {
  /** Where the keys of assertions are published. */
  jwks: string;
  service: string;
  /** The header that the service adds to each call. */
  header: { name: string; value: string };
  /** The keys that consumers' own tokens are checked with. */
  issuerKeys: JSONWebKeySet;
  /** Milliseconds since the epoch, as Latchkey has it. */
  now(): number;
}

export interface CheckingUpstream {
  url: string;
  /** Why a call was refused here, by how often. */
  refusals: Map<string, number>;
  /** The ids of the keys that assertions were checked with. */
  assertedBy: Set<string>;
  /** The messages that came to `/hook`, and whether each is signed with the secret. */
  hooks: { type: string; signed: boolean }[];
  hookSecret: string;
  stop(): Promise<void>;
}

/** Seconds: the clock of the test is moved by a minute while calls are under way. */
const TOLERANCE = 120;

/**
 * An upstream that takes only what carries an assertion and the service's own header. It remembers the published keys as
 * long as it is allowed to, and asks for no key in between: so a key that is used too early is refused here.
 */
export const startCheckingUpstream = async (options: UpstreamOptions): Promise<CheckingUpstream> => {
  const { jwks, service, header, issuerKeys, now } = options;
  const known = { keys: { keys: [] } as JSONWebKeySet, until: 0 };
  let reading: Promise<void> | undefined;
  const read = async () => {
    const response = await fetch(jwks);
    const seconds = Number(/max-age=(\d+)/.exec(response.headers.get("cache-control") ?? "")?.[1] ?? 0);
    Object.assign(known, { keys: await response.json(), until: now() + seconds * 1000 });
  };
  const keys = async () => {
    if (now() >= known.until) {
      reading ??= read().finally(() => {
        reading = undefined;
      });
      await reading;
    }
    return known.keys;
  };

  const check = async (request: IncomingMessage): Promise<string> => {
    if (request.headers[header.name] !== header.value) return "the service's own header is missing";
    const assertion = String(request.headers["latchkey-assertion"]);
    const { protectedHeader } = await jwtVerify(assertion, createLocalJWKSet(await keys()), {
      audience: service,
      currentDate: new Date(now()),
      clockTolerance: TOLERANCE,
    });
    upstream.assertedBy.add(String(protectedHeader.kid));
    return "";
  };

  const takeHook = async (request: IncomingMessage): Promise<void> => {
    const payload = await text(request);
    const { "webhook-id": id, "webhook-timestamp": at, "webhook-signature": signature } = request.headers;
    const key = Buffer.from(upstream.hookSecret.slice("whsec_".length), "base64");
    const mac = createHmac("sha256", key).update(`${id}.${at}.${payload}`).digest("base64");
    upstream.hooks.push({ type: String(JSON.parse(payload).type), signed: signature === `v1,${mac}` });
  };

  const server = createServer(async (request, response) => {
    if (request.url === "/keys") return response.end(JSON.stringify(issuerKeys));
    if (request.url === "/hook") {
      await takeHook(request);
      return response.writeHead(204).end();
    }
    const why = await check(request).catch((error: unknown) => String(error));
    if (why !== "") upstream.refusals.set(why, (upstream.refusals.get(why) ?? 0) + 1);
    request.resume();
    return response.writeHead(why === "" ? 200 : 421).end(why);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const upstream: CheckingUpstream = {
    url: `http://127.0.0.1:${Object(server.address()).port}`,
    refusals: new Map(),
    assertedBy: new Set(),
    hooks: [],
    hookSecret: "",
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return upstream;
};
