import { bareName, isForUpstream } from "../service/header-rules.ts";
import { withOwnEntry } from "./cdn-loop.ts";
import { type HeaderLine, isSoundLine, namedByConnection } from "./header-line.ts";

/** Who calls, as the upstream is told; `plan` is empty where the subscription has none. */
export interface NamedConsumer {
  consumerId: string;
  consumerName: string;
  credentialId: string;
  subscriptionId: string;
  plan: string;
}

/** Who calls, through which door: said by the gateway alone. */
export interface Identity {
  consumer: NamedConsumer;
  requestId: string;
  /** The address that API Gateway saw; a client's own `X-Forwarded-For` is never believed. */
  sourceIp: string;
  proto: "http" | "https";
  host: string;
  /** The gateway's name in `CDN-Loop`. */
  loopId: string;
}

/**
 * The headers of the upstream request: the client's without what `header-rules` keeps back, then the service's own, then
 * who calls. `Connection` comes first: it can take away the client's headers, never the gateway's.
 */
export const requestHeaders = (
  client: readonly HeaderLine[],
  own: Readonly<Record<string, string>>,
  identity: Identity,
): HeaderLine[] => {
  const named = namedByConnection(client);
  const replaced = new Set(Object.keys(own).map(bareName));
  const kept: HeaderLine[] = [];
  for (const line of client) {
    const [name] = line;
    const bare = bareName(name);
    if (named.has(bare) || replaced.has(bare) || !isForUpstream(name)) continue;
    const sent = asBytes(line);
    if (isSoundLine(sent)) kept.push(sent);
  }
  // A table of an earlier version may hold names that are refused today.
  const owned = Object.entries(own).filter(([name]) => isForUpstream(name));
  return [
    ...kept,
    ...owned,
    ...identityHeaders(identity),
    ["CDN-Loop", withOwnEntry(client, identity.loopId)],
  ];
};

/** On the wire a character is a byte: what API Gateway has decoded from UTF-8 is encoded again. */
const asBytes = ([name, value]: HeaderLine): HeaderLine =>
  /[\u0100-\uffff]/.test(value) ? [name, Buffer.from(value, "utf8").toString("latin1")] : [name, value];

/** All of them are always there: an upstream that finds none must not believe another spelling of it instead. */
const identityHeaders = ({ consumer, requestId, sourceIp, proto, host }: Identity): HeaderLine[] => {
  const lines: HeaderLine[] = [
    ["X-Consumer-Id", consumer.consumerId],
    ["X-Consumer-Name", consumer.consumerName],
    ["X-Credential-Id", consumer.credentialId],
    ["X-Subscription-Id", consumer.subscriptionId],
    ["X-Plan", consumer.plan],
    ["X-Request-Id", requestId],
    ["X-Forwarded-For", sourceIp],
    ["X-Forwarded-Proto", proto],
    ["X-Forwarded-Host", host],
  ];
  return lines.map((line) => (isSoundLine(line) ? line : [line[0], ""]));
};
