import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { startServer } from "@latchkey/core/testing/loopback-server";
import { type Making, making } from "../support/making.ts";
import { asRoot, type Send } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";

/** `npm start` with upstreams that do what a test says, each behind a service of its own. */
export interface Egress {
  latchkey: RunningLatchkey;
  root: Send;
  make: Making;
  /** A published service of the providers' team. */
  service(listener: RequestListener, fields?: object): Promise<Served>;
  stop(): Promise<void>;
}

export interface Served {
  slug: string;
  /** What reached its upstream. */
  reached: IncomingMessage[];
  /** Calls with the key of a consumer that is subscribed to it. */
  call(rest: string, headers?: Record<string, string>): Promise<Response>;
  key: string;
  consumer: { id: string };
}

export const startEgress = async (environment: Record<string, string> = {}): Promise<Egress> => {
  const latchkey = await startLatchkey(environment);
  const root = asRoot(latchkey);
  const make = making(root);
  await make.team({ slug: "providers", owners: ["owner@providers.test"] });
  await make.team({ slug: "callers", owners: ["owner@callers.test"] });
  const stops: (() => void)[] = [];
  return {
    latchkey,
    root,
    make,
    service: async (listener, fields = {}) => {
      const reached: IncomingMessage[] = [];
      const server = await startServer((request: IncomingMessage, response: ServerResponse) => {
        reached.push(request);
        listener(request, response);
      });
      stops.push(server.stop);
      const { slug } = await make.service("providers", {
        upstream: { url: server.url },
        approval: "auto",
        ...fields,
      });
      const consumer = await make.consumer("callers");
      await make.apply(consumer, slug);
      const { secret } = await make.credential(consumer);
      const key = secret.apiKey;
      const call = (rest: string, headers: Record<string, string> = {}) =>
        fetch(`${latchkey.gateway}/${slug}${rest}`, { headers: { "X-API-Key": key, ...headers } });
      return { slug, reached, call, key, consumer };
    },
    stop: async () => {
      for (const stop of stops) stop();
      await latchkey[Symbol.asyncDispose]();
    },
  };
};
