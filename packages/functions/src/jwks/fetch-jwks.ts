import type { IncomingMessage } from "node:http";
import type { RequestOptions } from "node:https";
import { nodeHttp } from "@latchkey/aws/node-http";
import { isIP } from "@latchkey/core/address/is-ip";
import {
  ForbiddenAddress,
  forbidden,
  guardedLookup,
  nodeLookup,
  ownHost,
  type Resolve,
} from "../egress/guarded-lookup.ts";
import { type OwnHosts, portOf } from "../egress/own-hosts.ts";
import type { Reach } from "../egress/reach.ts";

/** The keys that are published at an address, which a team has named, as JSON. */
export type FetchJwks = (uri: string, team: string) => Promise<unknown>;

const TIMEOUT_MS = 5000;
const MAX_BYTES = 512 * 1024;

/** What a test has in place of the network's. */
interface Network {
  resolve?: Resolve;
  ca?: string;
}

/**
 * Fetches what a consumer has named, from where its team's addresses may lead, and never from the stage itself; 5 s in all,
 * 512 KB, no redirects, nothing of the environment's proxies. With Node's own client, loaded when it is first needed: undici
 * would be half of the authorizer's bundle.
 */
export const createFetchJwks =
  (reach: Reach, own: OwnHosts, { resolve = nodeLookup(), ca }: Network = {}): FetchJwks =>
  async (uri, team) => {
    const url = new URL(uri);
    if (url.protocol !== "https:" && !reach.allowHttp) throw new ForbiddenAddress("Only https is allowed.");
    if (own.isNamed(url)) throw ownHost();
    const mayConnect = (address: string, host: string) =>
      reach.mayConnect(team, host, address) && (own.isOpen(url) || !own.isAt(address, portOf(url)));
    // Names are judged when they are looked up; a literal address never is.
    const host = url.hostname.replace(/^\[|\]$/g, "");
    if (isIP(host) !== 0 && !mayConnect(host, host)) throw forbidden();
    const { request } = nodeHttp(url.protocol);
    const options: RequestOptions = {
      agent: false,
      headers: { accept: "application/jwk-set+json, application/json" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      lookup: guardedLookup(resolve, mayConnect),
      ...(ca === undefined ? {} : { ca }),
    };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request(url, options, resolve).on("error", reject).end();
    });
    try {
      return JSON.parse(await bodyOf(response));
    } finally {
      response.destroy();
    }
  };

const bodyOf = async (response: IncomingMessage): Promise<string> => {
  if (response.statusCode !== 200) throw new Error(`The address answered ${response.statusCode}.`);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    length += chunk.length;
    if (length > MAX_BYTES) throw new Error("The address answered more than 512 KB.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
};
