import { Readable } from "node:stream";
import { withoutTools } from "@latchkey/core/mcp/without-tools";
import { bareName } from "@latchkey/core/service/header-rules";
import { type AllowedTools, allowsTool } from "@latchkey/core/verdict/tool-scopes";
import { CallRefusal } from "../../problem/call-refusal.ts";
import { headerOf, withoutHeaders } from "../ai/answer-headers.ts";
import { decodedAnswer } from "../ai/content-coding.ts";
import { eventsOf } from "../ai/event-stream.ts";
import type { UpstreamAnswer, UpstreamRequest } from "../upstream/forward.ts";
import { shownEvent } from "./shown-event.ts";

/** A longer answer, or a longer event of a stream, is refused: what is not read whole may list a tool. */
const MAX_BYTES = 8 * 1024 * 1024;

const CHANGED: ReadonlySet<string> = new Set(["acceptencoding", "range", "ifrange"]);

/** The request of an answer that is read on its way: whole, and not compressed. */
export const readableRequest = (request: UpstreamRequest): UpstreamRequest => ({
  ...request,
  headers: [
    ...request.headers.filter(([name]) => !CHANGED.has(bareName(name))),
    ["Accept-Encoding", "identity"] as const,
  ],
});

/**
 * The answer without the tools that are not shown. Events go on as they come, each once it is whole; all else is held until it
 * is whole.
 *
 * @throws CallRefusal `upstream-unreachable` for an answer that cannot be read: it may list what is not shown
 */
export const listedTools = async (
  came: UpstreamAnswer,
  shows: AllowedTools,
  isStreamOnly: boolean,
): Promise<UpstreamAnswer> => {
  const type = (headerOf(came.headers, "content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const isJson = /[/+]json$/.test(type);
  const isStream = type === "text/event-stream";
  if (isStreamOnly && !isJson && !isStream) return came;
  const answer = decodedAnswer(came);
  const coding = headerOf(answer.headers, "content-encoding") ?? "identity";
  if (coding.trim().toLowerCase() !== "identity" || answer.status === 206) {
    came.body.destroy();
    throw unreadable("The service's answer cannot be read, so its tools cannot be told apart.");
  }
  const isShown = (name: string) => allowsTool(shows, name);
  const headers = withoutHeaders(answer.headers, "content-length", "etag", "accept-ranges");
  if (isStream) {
    const body = Readable.from(shownEvents(answer.body, isShown));
    body.once("close", () => answer.body.destroy());
    // A reader is thrown its error; where there is none any more, it must not end the process.
    body.on("error", () => undefined);
    return { ...answer, headers, body };
  }
  const text = (await wholeBody(answer)).toString("utf8");
  const shown = text.trim() === "" ? text : withoutTools(text, isShown);
  if (shown === undefined && (isJson || answer.status < 400))
    throw unreadable("The service's answer is no JSON, so its tools cannot be told apart.");
  return { ...answer, headers, body: Readable.from([Buffer.from(shown ?? text)]) };
};

const unreadable = (detail: string): CallRefusal => new CallRefusal("upstream-unreachable", detail);

const wholeBody = async ({ body }: UpstreamAnswer): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MAX_BYTES)
      throw unreadable("The service's answer is too long to be read, so its tools cannot be told apart.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

async function* shownEvents(body: Readable, isShown: (name: string) => boolean): AsyncGenerator<Buffer> {
  for await (const { bytes, isPiece, isTail } of eventsOf(body, MAX_BYTES)) {
    if (isPiece) throw new Error("An event is too long to be read.");
    yield isTail ? bytes : shownEvent(bytes, isShown);
  }
}
