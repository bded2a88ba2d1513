import { lookup } from "node:dns";
import type { IncomingMessage, RequestOptions } from "node:http";
import { isIP } from "node:net";
import { ForbiddenAddress, forbidden, guardedLookup, ownHost } from "../egress/guarded-lookup.ts";
import { type OwnHosts, portOf } from "../egress/own-hosts.ts";
import { isPublicAddress } from "../egress/public-address.ts";

/** The keys that are published at an address, as JSON. */
export type FetchJwks = (uri: string) => Promise<unknown>;

const TIMEOUT_MS = 5000;
const MAX_BYTES = 512 * 1024;

/**
 * Fetches what a consumer has named: https and public addresses only, unless private ones are allowed, and never the
 * stage itself; 5 s in all, 512 KB, no redirects, nothing of the environment's proxies. With Node's own client, loaded
 * when it is first needed: undici would be half of the authorizer's bundle.
 */
export const createFetchJwks =
  (allowPrivate: boolean, own: OwnHosts): FetchJwks =>
  async (uri) => {
    const url = new URL(uri);
    if (!allowPrivate) refusePrivate(url);
    if (own.isNamed(url)) throw ownHost();
    const mayConnect = (address: string) =>
      (allowPrivate || isPublicAddress(address)) && (own.isOpen(url) || !own.isAt(address, portOf(url)));
    const { request } = await (url.protocol === "https:" ? import("node:https") : import("node:http"));
    const options: RequestOptions = {
      agent: false,
      headers: { accept: "application/jwk-set+json, application/json" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      lookup: guardedLookup(lookup, mayConnect),
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

/** Names are judged when they are looked up; a literal address never is. */
const refusePrivate = ({ protocol, hostname }: URL): void => {
  if (protocol !== "https:") throw new ForbiddenAddress("Only https is allowed.");
  const address = hostname.replace(/^\[|\]$/g, "");
  if (isIP(address) !== 0 && !isPublicAddress(address)) throw forbidden();
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
