import { timingSafeEqual } from "node:crypto";
import { isIP } from "@latchkey/core/address/is-ip";
import { EDGE_HEADERS, EDGE_PREFIX } from "../routes/signature-edge.ts";
import type { CallEvent } from "./call-event.ts";

/** The event as if the client had called API Gateway itself. */
export type ThroughEdge = <E extends CallEvent>(event: E) => E;

type Line = readonly [name: string, values: readonly string[]];

/**
 * Undoes what the stage's edge has done to a request (`EDGE_FUNCTION`), where its secret says that it came through there. From
 * anybody else the edge's headers are removed, and mean nothing: API Gateway's own address stays open to everybody.
 *
 * @param secrets those that the edge may send; none in a stage without an edge
 */
export const createThroughEdge =
  (secrets: readonly string[]): ThroughEdge =>
  (event) => {
    if (!hasCarried(event)) return event;
    const lines = linesOf(event);
    const carried = new Map<string, readonly string[]>();
    for (const [name, values] of lines.filter(([each]) => isCarried(each))) {
      const lower = name.toLowerCase();
      carried.set(lower, [...(carried.get(lower) ?? []), ...values]);
    }
    const own = lines.filter(([name]) => !isCarried(name));
    const host = only(carried.get(EDGE_HEADERS.host));
    const sourceIp = only(carried.get(EDGE_HEADERS.address));
    const secret = only(carried.get(EDGE_HEADERS.secret));
    const isEdge = secret !== undefined && secrets.some((known) => isSame(known, secret));
    if (!isEdge || host === undefined || sourceIp === undefined || isIP(sourceIp) === 0)
      return withLines(event, own);
    const { requestContext } = event;
    const called = {
      ...requestContext,
      domainName: host.replace(/:\d+$/, ""),
      identity: { ...requestContext.identity, sourceIp },
    };
    return {
      ...withLines(event, asCalled(own, host, carried.get(EDGE_HEADERS.authorization))),
      requestContext: called,
    };
  };

/** Runs for every call: most names are told apart by their length and first letter. */
const hasCarried = ({ multiValueHeaders }: CallEvent): boolean => {
  for (const name in multiValueHeaders) if (isCarried(name)) return true;
  return false;
};

const isCarried = (name: string): boolean =>
  name.length > EDGE_PREFIX.length &&
  (name.charCodeAt(0) | 0x20) === EDGE_PREFIX.charCodeAt(0) &&
  name.toLowerCase().startsWith(EDGE_PREFIX);

const linesOf = ({ multiValueHeaders }: CallEvent): Line[] =>
  Object.entries(multiValueHeaders ?? {}).map(([name, values]) => [name, values ?? []]);

/** Two of them are none: the edge sends one. */
const only = (values: readonly string[] | undefined): string | undefined =>
  values?.length === 1 ? values[0] : undefined;

const isSame = (known: string, given: string): boolean => {
  const [one, other] = [Buffer.from(known), Buffer.from(given)];
  return one.length === other.length && one.length > 0 && timingSafeEqual(one, other);
};

const SAID_BY_CLOUDFRONT = new Set(["authorization", "host", "x-amz-cf-id"]);

const asCalled = (
  lines: readonly Line[],
  host: string,
  authorization: readonly string[] | undefined,
): Line[] => [
  ...lines
    .filter(([name]) => !SAID_BY_CLOUDFRONT.has(name.toLowerCase()))
    .flatMap((line) => (line[0].toLowerCase() === "via" ? withoutCloudFront(line) : [line])),
  ["Host", [host]],
  ...(authorization ? [["Authorization", authorization] as const] : []),
];

/** The last of `Via` is CloudFront's own: with one, widely used servers compress nothing (docs/http.md). */
const withoutCloudFront = ([name, values]: Line): Line[] => {
  const entries = values.flatMap((value) => value.split(",")).map((entry) => entry.trim());
  const clients = entries.at(-1)?.endsWith("(CloudFront)") ? entries.slice(0, -1) : entries;
  return clients.length === 0 ? [] : [[name, [clients.join(", ")]]];
};

const withLines = <E extends CallEvent>(event: E, lines: readonly Line[]): E => ({
  ...event,
  headers: Object.fromEntries(lines.map(([name, values]) => [name, values.at(-1) ?? ""])),
  multiValueHeaders: Object.fromEntries(lines.map(([name, values]) => [name, [...values]])),
});
