import { anthropic } from "./client/anthropic.ts";
import { axios } from "./client/axios.ts";
import type { Client } from "./client/client.ts";
import { curl } from "./client/curl.ts";
import { got } from "./client/got.ts";
import { nodeFetch } from "./client/node-fetch.ts";
import { openai } from "./client/openai.ts";
import { supabase } from "./client/supabase.ts";
import { undici } from "./client/undici.ts";
import type { UpstreamName, World } from "./world.ts";

/** What real clients and upstreams do that gateways are known to get wrong. */
export const KINDS = [
  "answers without a body",
  "a credential for us beside one for the upstream",
  "streams that are not server-sent events",
  "interim answers, and how often an upstream is asked",
  "a member that is added to a body",
  "answers whose tokens are charged",
  "bodies byte for byte",
  "keys as programs export them",
  "signatures over queries",
  "queries that are not UTF-8",
  "imported keys that look like something else",
  "methods, tags and lengths of our own pages",
  "ranges of addresses",
  "event streams",
  "the state of every credential",
  "what was odd besides",
] as const;
export type Kind = (typeof KINDS)[number];

/** Those that send any request. */
export const HTTP = { curl, undici, axios, got, "node-fetch": nodeFetch } satisfies Record<string, Client>;
export const SDKS = { "OpenAI's SDK": openai, "Anthropic's SDK": anthropic, "supabase-js": supabase };
export const SIGNERS = ["aws4", "aws4fetch", "@smithy/signature-v4", "http-message-signatures"] as const;

export const CLIENTS = [...Object.keys(HTTP), ...Object.keys(SDKS), ...SIGNERS];

export interface Row {
  kind: Kind;
  what: string;
  client: string;
  upstream: UpstreamName | "none";
  holds(world: World): Promise<void>;
}

type Holds<U> = (world: World, client: Client, upstream: U) => Promise<void>;

/** One case, through each client to each upstream. */
export const across = <U extends UpstreamName | "none">(
  kind: Kind,
  what: string,
  clients: Readonly<Record<string, Client>>,
  upstreams: readonly U[],
  holds: Holds<U>,
): Row[] =>
  upstreams.flatMap((upstream) =>
    Object.entries(clients).map(([client, send]) => ({
      kind,
      what,
      client,
      upstream,
      holds: (world: World) => holds(world, send, upstream),
    })),
  );

/** What the cases of a kind go through. */
interface Turn {
  kind: Kind;
  clients: Readonly<Record<string, Client>>;
  upstreams: readonly UpstreamName[];
}

/**
 * One case through each client once, the upstreams taken in turn: a fault of a client and one of an upstream are seldom
 * the same.
 */
export const inTurn = ({ kind, clients, upstreams }: Turn, what: string, holds: Holds<UpstreamName>): Row[] =>
  Object.entries(clients).map(([client, send], index) => {
    const upstream = upstreams[index % upstreams.length] ?? "node:http";
    return { kind, what, client, upstream, holds: (world: World) => holds(world, send, upstream) };
  });

/** One case through one client, to each upstream. */
export const throughOne = (
  { kind, client, upstreams }: Pick<Turn, "kind" | "upstreams"> & { client: string },
  what: string,
  holds: (world: World, upstream: UpstreamName) => Promise<void>,
): Row[] =>
  upstreams.map((upstream) => ({ kind, what, client, upstream, holds: (world) => holds(world, upstream) }));
