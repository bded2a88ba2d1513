import { randomUUID } from "node:crypto";
import type { Keys } from "../credentials/curl.fixture.ts";
import { freshName, type Making, making } from "../support/making.ts";
import { asRoot, type Send } from "../support/management.ts";
import type { Stage } from "../support/running-latchkey.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";
import { nodeHttp } from "./upstream/node-http.ts";
import { nodeHttp2 } from "./upstream/node-http2.ts";
import { pythonHttpServer } from "./upstream/python-http-server.ts";
import { rawSocket } from "./upstream/raw-socket.ts";
import type { Answer, Seen, Upstream } from "./upstream/upstream.ts";

export const UPSTREAMS = {
  "node:http": nodeHttp,
  "node:http2": nodeHttp2,
  "raw sockets": rawSocket,
  "Python's http.server": pythonHttpServer,
};
export type UpstreamName = keyof typeof UPSTREAMS;

export interface Caller {
  consumer: { id: string; name: string };
  credential: { id: string };
  secret: Record<string, string>;
}

/** A place at an upstream, as a service makes it reachable. */
export interface Place {
  slug: string;
  /** Of the place, for what a client adds below it. */
  base: string;
  /** Of one thing there. */
  url: string;
  /** The same without Latchkey. */
  direct: string;
  seen(): Promise<readonly Seen[]>;
  release(): Promise<void>;
}

export interface World {
  latchkey: Stage;
  root: Send;
  make: Making;
  /** The team of all callers. */
  team: string;
  /** What most cases call with: a consumer that is subscribed to every service of the world. */
  caller: Caller;
  key: string;
  /** One more of them, for the same consumer. */
  credential(fields: object): Promise<Pick<Caller, "credential" | "secret">>;
  /** Its access key with the secret one. */
  signer(): Promise<Keys>;
  /** A consumer of its own, subscribed to the service of a place. */
  callerOf(place: Pick<Place, "slug">, credential?: object, subscription?: object): Promise<Caller>;
  /** A folder of its own at the upstream, behind a service that has these fields, where everything is answered so. */
  place(upstream: UpstreamName, answer?: Answer, service?: object, thing?: string): Promise<Place>;
}

let shared: Promise<World> | undefined;

/** At the Latchkey of this worker: the upstreams and services are made when they are first asked for. */
export const sharedWorld = (): Promise<World> => {
  shared ??= sharedLatchkey().then(worldAt);
  return shared;
};

const worldAt = async (latchkey: Stage): Promise<World> => {
  const root = asRoot(latchkey);
  const make = making(root);
  const team = async () =>
    (await make.team({ slug: freshName("clients"), owners: ["owner@clients.test"] })).slug;
  const [providers, callers] = [await team(), await team()];
  const upstreams = new Map<UpstreamName, Promise<Upstream>>();
  const services = new Map<string, Promise<string>>();
  const consumer = await make.consumer(callers);
  const caller = { consumer, ...(await make.credential(consumer)) };

  const upstreamOf = (name: UpstreamName) => {
    const known = upstreams.get(name) ?? UPSTREAMS[name]();
    upstreams.set(name, known);
    return known;
  };
  const serviceOf = (name: UpstreamName, fields: object): Promise<string> => {
    const key = JSON.stringify([name, fields]);
    const known = services.get(key) ?? newService(name, fields);
    services.set(key, known);
    return known;
  };
  const newService = async (name: UpstreamName, fields: object) => {
    const { url } = await upstreamOf(name);
    const { slug } = await make.service(providers, { upstream: { url }, approval: "auto", ...fields });
    await make.apply(consumer, slug);
    return slug;
  };

  let keys: Promise<Keys> | undefined;
  const signer = () => {
    keys ??= make.credential(consumer, { type: "aksk" }).then(({ secret }) => secret);
    return keys as Promise<Keys>;
  };

  return {
    latchkey,
    root,
    make,
    team: callers,
    caller,
    key: caller.secret.apiKey,
    credential: (fields) => make.credential(consumer, fields),
    signer,
    callerOf: async ({ slug }, credential = {}, subscription = {}) => {
      const other = await make.consumer(callers);
      await make.apply(other, slug, subscription);
      return { consumer: other, ...(await make.credential(other, credential)) };
    },
    place: async (name, answer = { pieces: ["ok"] }, service = {}, thing = "/v1/orders") => {
      const [upstream, slug] = await Promise.all([upstreamOf(name), serviceOf(name, service)]);
      const own = randomUUID();
      await upstream.answers(own, answer);
      return {
        slug,
        base: `${latchkey.gateway}/${slug}/${own}`,
        url: `${latchkey.gateway}/${slug}/${own}${thing}`,
        direct: `${upstream.url}/${own}${thing}`,
        seen: () => upstream.seen(own),
        release: () => upstream.release(own),
      };
    },
  };
};
