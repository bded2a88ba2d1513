import type { IncomingMessage, ServerResponse } from "node:http";

const MAX_BYTES = 64 * 1024;

/** The text of a small body; nothing of a larger one. */
export const readSmall = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MAX_BYTES) return "";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
};

/** The JSON of a small body; `{}` for what is none. */
export const readJson = async (request: IncomingMessage): Promise<object> => jsonOf(await readSmall(request));

export const jsonOf = (text: string): object => {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
};

export const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  response
    .writeHead(status, { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" })
    .end(JSON.stringify(body));
};

export const sendText = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" }).end(text);
};
