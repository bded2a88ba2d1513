import type { HeaderLine } from "@latchkey/core/gateway/header-line";
import { headerOf } from "../gateway/ai/answer-headers.ts";
import { decodedAnswer } from "../gateway/ai/content-coding.ts";
import { eventData, eventsOf } from "../gateway/ai/event-stream.ts";
import type { UpstreamAnswer } from "../gateway/upstream/forward.ts";

/** Sends one request to an MCP server. @throws when it is not reached */
export type SendMessage = (
  method: "POST" | "DELETE",
  headers: readonly HeaderLine[],
  body: string,
) => Promise<UpstreamAnswer>;

/** Why a server tells no tools: it is not reached or too slow, wants another credential, or answers something else. */
export type SessionFault = "unreachable" | "unauthorized" | "not-mcp";

export class SessionError extends Error {
  override readonly name = "SessionError";
  readonly fault: SessionFault;

  constructor(fault: SessionFault, cause?: unknown) {
    super(fault, { cause });
    this.fault = fault;
  }
}

const PROTOCOL_VERSION = "2025-06-18";
const MAX_BYTES = 2 * 1024 * 1024;
const CLIENT = { name: "latchkey", version: "1" };

type Members = Readonly<Record<string, unknown>>;

export const membersOf = (value: unknown): Members =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};

/** A session of a client with an MCP server over streamable HTTP: of its requests, each waits for its answer. */
export class McpSession {
  readonly #send: SendMessage;
  #headers: readonly HeaderLine[] = [];
  #id = 0;

  constructor(send: SendMessage) {
    this.#send = send;
  }

  /** @throws SessionError */
  async begin(): Promise<void> {
    const params = { protocolVersion: PROTOCOL_VERSION, capabilities: {}, clientInfo: CLIENT };
    const { answer, result } = await this.#ask("initialize", params);
    const version = result["protocolVersion"];
    const session = headerOf(answer.headers, "mcp-session-id");
    this.#headers = [
      ["MCP-Protocol-Version", typeof version === "string" ? version : PROTOCOL_VERSION],
      ...(session === undefined ? [] : [["Mcp-Session-Id", session] as const]),
    ];
    const told = await this.#post({ jsonrpc: "2.0", method: "notifications/initialized" });
    told.body.destroy();
  }

  /** The result of a request. @throws SessionError */
  async ask(method: string, params: Members): Promise<Members> {
    return (await this.#ask(method, params)).result;
  }

  /** Ends the session, where the server keeps one. Its answer does not matter. */
  async end(): Promise<void> {
    if (!this.#headers.some(([name]) => name === "Mcp-Session-Id")) return;
    await this.#send("DELETE", this.#headers, "").then(
      ({ body }) => body.destroy(),
      () => undefined,
    );
  }

  async #ask(method: string, params: Members): Promise<{ answer: UpstreamAnswer; result: Members }> {
    this.#id += 1;
    const id = this.#id;
    const answer = decodedAnswer(await this.#post({ jsonrpc: "2.0", id, method, params }));
    try {
      if (answer.status === 401 || answer.status === 403) throw new SessionError("unauthorized");
      if (answer.status < 200 || answer.status > 299) throw new SessionError("not-mcp");
      const result = membersOf(await answerWith(id, answer))["result"];
      if (result === undefined) throw new SessionError("not-mcp");
      return { answer, result: membersOf(result) };
    } catch (error) {
      throw error instanceof SessionError ? error : new SessionError("unreachable", error);
    } finally {
      answer.body.destroy();
    }
  }

  #post(message: unknown): Promise<UpstreamAnswer> {
    const headers: HeaderLine[] = [
      ["Content-Type", "application/json"],
      ["Accept", "application/json, text/event-stream"],
      ["Accept-Encoding", "identity"],
      ...this.#headers,
    ];
    return this.#send("POST", headers, JSON.stringify(message)).catch((error: unknown) => {
      throw new SessionError("unreachable", error);
    });
  }
}

/** The message with this id, of a JSON answer or of a stream, which is read no further. */
const answerWith = async (id: number, { headers, body }: UpstreamAnswer): Promise<unknown> => {
  const isAnswer = (message: unknown) => membersOf(message)["id"] === id;
  const bounded = withinBytes(body);
  if (/^\s*text\/event-stream/i.test(headerOf(headers, "content-type") ?? "")) {
    for await (const { bytes } of eventsOf(bounded, MAX_BYTES)) {
      const found = [eventData(bytes)].flat().find(isAnswer);
      if (found !== undefined) return found;
    }
    throw new SessionError("not-mcp");
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of bounded) chunks.push(chunk);
  try {
    return [JSON.parse(Buffer.concat(chunks).toString("utf8"))].flat().find(isAnswer);
  } catch (error) {
    throw new SessionError("not-mcp", error);
  }
};

async function* withinBytes(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MAX_BYTES) throw new SessionError("not-mcp");
    yield chunk;
  }
}
