import { buffer } from "node:stream/consumers";
import { startServer } from "@latchkey/core/testing/loopback-server";
import { type Making, making } from "../support/making.ts";
import { asRoot, type Send } from "../support/management.ts";
import { type RunningLatchkey, type Stage, startLatchkey } from "../support/running-latchkey.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";

/** What reached the upstream. */
export interface Echo {
  method: string;
  url: string;
  headers: Record<string, string[]>;
  /** Base64. */
  body: string;
}

export interface Called {
  latchkey: Stage;
  root: Send;
  make: Making;
  /** The address of an upstream that answers with what reached it. */
  echo: string;
  /** The slug of a published service whose upstream answers with what reached it. */
  service: string;
  /** Another one, without subscribers unless a test adds one. */
  other: string;
  /** A consumer with an active subscription to `service`, and one credential. */
  caller(credential: object, subscription?: object): Promise<Caller>;
  /** An address below the service. */
  url(rest?: string): string;
}

export interface OwnCalled extends Called {
  latchkey: RunningLatchkey;
  stop(): Promise<void>;
}

export interface Caller {
  consumer: { id: string; name: string };
  credential: { id: string; [field: string]: unknown };
  secret: Record<string, string>;
}

const startEcho = () =>
  startServer(async (request, response) => {
    const body = await buffer(request);
    const { method = "", url = "", headersDistinct } = request;
    const echo: Echo = {
      method,
      url,
      headers: Object.fromEntries(
        Object.entries(headersDistinct).map(([name, values]) => [name, values ?? []]),
      ),
      body: body.toString("base64"),
    };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(echo));
  });

/** A Latchkey of its own with a service that echoes, for who moves the clock, stops it or reads what it prints. */
export const startCalled = async (environment: Record<string, string> = {}): Promise<OwnCalled> => {
  const latchkey = await startLatchkey(environment);
  const { stop, ...called } = await callable(latchkey);
  return {
    ...called,
    latchkey,
    stop: async () => {
      stop();
      await latchkey[Symbol.asyncDispose]();
    },
  };
};

const shared = new Map<string, Promise<Called>>();

/**
 * A service that echoes, at the Latchkey of this worker with these settings. Its teams are those of all files that use it.
 */
export const sharedCalled = (environment: Record<string, string> = {}): Promise<Called> => {
  const key = JSON.stringify(environment);
  const known = shared.get(key) ?? sharedLatchkey(environment).then(callable);
  shared.set(key, known);
  return known;
};

/** Where signatures have to hold: without an edge, and behind it where AWS keeps a Signature V4 from all functions. */
export const SIGNING_STAGES = [
  { stage: "without an edge", environment: {} },
  {
    stage: "behind the edge",
    environment: { LATCHKEY_SIGV4_HEADER: "both", LATCHKEY_SIGNATURE_EDGE: "true" },
  },
] as const;

const callable = async (latchkey: Stage): Promise<Called & { stop(): void }> => {
  const echo = await startEcho();
  const root = asRoot(latchkey);
  const make = making(root);
  await make.team({ slug: "providers", owners: ["owner@providers.test"] });
  await make.team({ slug: "callers", owners: ["owner@callers.test"] });
  const service = async () =>
    (await make.service("providers", { upstream: { url: echo.url }, approval: "auto" })).slug;
  const [first, other] = [await service(), await service()];
  return {
    latchkey,
    root,
    make,
    echo: echo.url,
    service: first,
    other,
    caller: async (credential, subscription = {}) => {
      const consumer = await make.consumer("callers");
      await make.apply(consumer, first, subscription);
      const issued = await make.credential(consumer, credential);
      return { consumer, credential: issued.credential, secret: issued.secret };
    },
    url: (rest = "") => `${latchkey.gateway}/${first}${rest}`,
    stop: echo.stop,
  };
};
