import { bareName } from "../service/header-rules.ts";
import { type HeaderLine, isSoundLine } from "./header-line.ts";

/** The gateway's name in `CDN-Loop`: its host, as RFC 8586, section 2 prefers, so no two stages share one. */
export const loopId = (gatewayUrl: string): string =>
  URL.canParse(gatewayUrl) ? new URL(gatewayUrl).host : "latchkey";

/** What the hops before this one have said, in their order. */
const entries = (lines: readonly HeaderLine[]): string[] =>
  lines
    .filter((line) => bareName(line[0]) === "cdnloop" && isSoundLine(line))
    .flatMap(([, value]) => value.split(","))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");

/** Whether the call has been through this gateway before. Parameters of an entry say nothing about who wrote it. */
export const hasPassed = (lines: readonly HeaderLine[], id: string): boolean =>
  entries(lines).some((entry) => entry.split(";", 1)[0]?.trim().toLowerCase() === id.toLowerCase());

/** `CDN-Loop` for the upstream: nothing is taken from what others have written (RFC 8586, section 2). */
export const withOwnEntry = (lines: readonly HeaderLine[], id: string): string =>
  [...entries(lines), id].join(", ");
