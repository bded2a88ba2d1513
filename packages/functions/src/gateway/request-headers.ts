import type { ConsumerContext } from "../authorizer/authorizer-context.ts";
import { comparable, type HeaderLine, HOP_BY_HOP, isSoundLine, namedByConnection } from "./header-line.ts";

/** Who calls, through which door: said by us alone. */
export interface Identity {
  consumer: ConsumerContext;
  requestId: string;
  /** The address that API Gateway saw; a client's own `X-Forwarded-For` is never believed. */
  sourceIp: string;
  proto: "http" | "https";
  host: string;
}

/**
 * The headers of the upstream request: the client's without what concerns one hop and what only we may say, then the
 * service's own, then who calls. `Connection` comes first: it can take away the client's headers, never ours.
 */
export const requestHeaders = (
  client: readonly HeaderLine[],
  own: Readonly<Record<string, string>>,
  identity: Identity,
): HeaderLine[] => {
  const named = namedByConnection(client);
  const replaced = new Set(Object.keys(own).map(comparable));
  const kept = client.filter((line) => {
    const name = comparable(line[0]);
    return !named.has(name) && !isOurs(name) && !replaced.has(name) && isSoundLine(asBytes(line));
  });
  const owned = Object.entries(own).filter((line) => !isOurs(comparable(line[0])));
  return [...kept.map(asBytes), ...owned, ...identityHeaders(identity)];
};

const OURS: readonly RegExp[] = [
  /^x-(?:consumer|credential|subscription|forwarded)-/,
  /^(?:x-plan|x-request-id|forwarded)$/,
  /^latchkey-/,
  /^proxy-/,
  // API Gateway's own, but for the trace, which is there to be handed on.
  /^x-amzn-(?!trace-id$)/,
];

const isOurs = (name: string): boolean => HOP_BY_HOP.has(name) || OURS.some((pattern) => pattern.test(name));

/** On the wire a character is a byte: what API Gateway has decoded from UTF-8 is encoded again. */
const asBytes = ([name, value]: HeaderLine): HeaderLine =>
  /[^\p{ASCII}\u0080-\u00ff]/u.test(value)
    ? [name, Buffer.from(value, "utf8").toString("latin1")]
    : [name, value];

const identityHeaders = ({ consumer, requestId, sourceIp, proto, host }: Identity): HeaderLine[] => {
  const lines: HeaderLine[] = [
    ["X-Consumer-Id", consumer.consumerId],
    ["X-Consumer-Name", consumer.consumerName],
    ["X-Credential-Id", consumer.credentialId],
    ["X-Subscription-Id", consumer.subscriptionId],
    ...(consumer.plan === "" ? [] : [["X-Plan", consumer.plan] as const]),
    ["X-Request-Id", requestId],
    ["X-Forwarded-For", sourceIp],
    ["X-Forwarded-Proto", proto],
    ["X-Forwarded-Host", host],
  ];
  return lines.filter(isSoundLine);
};
