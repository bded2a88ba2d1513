import type { Dispatcher } from "undici";

/** The keys that are published at an address, as JSON. */
export type FetchJwks = (uri: string) => Promise<unknown>;

const TIMEOUT_MS = 5000;
const MOST_BYTES = 512 * 1024;

/**
 * Fetches what a consumer has named: https and public addresses only, unless private ones are allowed; 5 s, 512 KB, no
 * redirects, nothing of the environment's proxies. The client is loaded when it is first needed: most authorizers
 * never fetch.
 */
export const createFetchJwks = (allowPrivate: boolean): FetchJwks => {
  let agent: Promise<Dispatcher> | undefined;
  const agentOf = () => {
    agent ??= allowPrivate ? plainAgent() : guardedAgent();
    return agent;
  };
  return async (uri) => {
    const { request } = await import("undici");
    const { statusCode, body } = await request(uri, {
      dispatcher: await agentOf(),
      headers: { accept: "application/jwk-set+json, application/json" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (statusCode !== 200) {
      // At most 128 KB of it: then the connection goes.
      await body.dump();
      throw new Error(`The address answered ${statusCode}.`);
    }
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of body) {
      length += chunk.length;
      // Leaving the loop ends the connection.
      if (length > MOST_BYTES) throw new Error("The address answered more than 512 KB.");
      chunks.push(chunk);
    }
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  };
};

const LIMITS = { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS, connections: 4, pipelining: 1 };

const guardedAgent = async (): Promise<Dispatcher> => {
  const { createGuardedAgent } = await import("../egress/guarded-agent.ts");
  return createGuardedAgent({ connectTimeout: TIMEOUT_MS, agent: LIMITS });
};

const plainAgent = async (): Promise<Dispatcher> => {
  const { Agent } = await import("undici");
  return new Agent({ ...LIMITS, allowH2: false, connect: { timeout: TIMEOUT_MS } });
};
