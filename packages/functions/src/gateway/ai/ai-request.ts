import { isUtf8 } from "node:buffer";
import { membersOf, skipSpace } from "@latchkey/core/json/json-member";
import { bareName } from "@latchkey/core/service/header-rules";
import type { UpstreamRequest } from "../upstream/forward.ts";

export interface AiRequest {
  /** Readable answers only are asked for. The body is the caller's. */
  request: UpstreamRequest;
  /** The same with one member more, where the answer would not tell its tokens otherwise. */
  asking?: UpstreamRequest;
}

/** Chat completions, and the older completions. The Responses API reports its tokens without being asked. */
const ASKS_BY_OPTION = /\/completions$/;

/** A digest of the body as the caller sent it. */
const DIGESTS: ReadonlySet<string> = new Set(["contentdigest", "reprdigest", "digest", "contentmd5"]);

/**
 * The request as it goes to a model. Where it streams from an OpenAI-compatible upstream, it asks for the event that tells the
 * tokens (OpenAI API reference, "stream_options"), unless the service's `usageEvent` is `leave`.
 */
export const aiRequest = (request: UpstreamRequest, usageEvent: "ask" | "leave"): AiRequest => {
  const headers = [
    ...request.headers.filter(([name]) => bareName(name) !== "acceptencoding"),
    ["Accept-Encoding", "identity"] as const,
  ];
  const readable = { ...request, headers };
  if (usageEvent === "leave" || !ASKS_BY_OPTION.test(plainPath(request.path))) return { request: readable };
  const body = withUsageAsked(request.body);
  if (body === undefined) return { request: readable };
  const undigested = headers.filter(([name]) => !DIGESTS.has(bareName(name)));
  return { request: readable, asking: { ...readable, headers: undigested, body } };
};

/** Without query and last slashes, decoded: however it is spelled, an upstream may take it for the same. */
const plainPath = (path: string): string => {
  const [bare = ""] = path.split("?", 1);
  try {
    return decodeURIComponent(bare)
      .toLowerCase()
      .replace(/[/\s\uFEFF]+$/u, "");
  } catch {
    return bare;
  }
};

const USAGE = '"include_usage":true';

/**
 * The body with the member inserted into its text, every other byte as it was. Nothing where it does not stream, has said
 * what it wants, or could be read in two ways.
 */
const withUsageAsked = (body: Buffer): Buffer | undefined => {
  if (!isUtf8(body)) return undefined;
  const text = body.toString("utf8");
  const open = skipSpace(text, 0);
  if (text[open] !== "{" || !isJson(text)) return undefined;
  const members = membersOf(text, open);
  const [stream, streams] = membersNamed(members, "stream");
  const [options, moreOptions] = membersNamed(members, "stream_options");
  if (!stream || streams || moreOptions || text.slice(stream.start, stream.end) !== "true") return undefined;
  if (!options) return inserted(text, open + 1, `"stream_options":{${USAGE}},`);
  if (text[options.start] !== "{") return undefined;
  const given = membersOf(text, options.start);
  if (membersNamed(given, "include_usage").length > 0) return undefined;
  return inserted(text, options.start + 1, given.length > 0 ? `${USAGE},` : USAGE);
};

const membersNamed = <M extends { name: string }>(members: readonly M[], name: string): M[] =>
  members.filter((member) => member.name === name);

const inserted = (text: string, at: number, added: string): Buffer =>
  Buffer.from(text.slice(0, at) + added + text.slice(at), "utf8");

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
