import { createServer, type ServerResponse } from "node:http";
import { type ClientHttp2Stream, connect, createServer as createHttp2Server } from "node:http2";
import { buffer } from "node:stream/consumers";
import { listening } from "./listening.ts";
import { pairsOf, Script } from "./script.ts";
import { bytesOf, type Upstream } from "./upstream.ts";

/** A server that speaks HTTP/2 alone, behind a proxy that speaks HTTP/1.1 in front: as most of them are reached. */
export const nodeHttp2 = async (): Promise<Upstream> => {
  const script = new Script();
  const inner = createHttp2Server(async (request, response) => {
    const { method, url: target, rawHeaders } = request;
    const headers = pairsOf(rawHeaders).filter(([name]) => !name.startsWith(":"));
    const seen = { method, target, headers, body: await buffer(request) };
    const answer = script.answerTo(seen);
    if (answer.hangsUp) {
      response.stream.close(2);
      return;
    }
    for (const [name, value] of answer.headers ?? []) response.appendHeader(name, value);
    response.writeHead(answer.status ?? 200);
    const [first, ...rest] = bytesOf(answer);
    if (first) response.write(first);
    if (answer.held) await script.released(seen);
    for (const piece of rest) response.write(piece);
    response.end();
  });
  const session = connect(await listening(inner));
  session.unref();
  const proxy = createServer(async (request, response) => {
    const headers = Object.entries(request.headers).filter(([name]) => !OF_A_CONNECTION.has(name));
    const stream = session.request(
      { ":method": request.method ?? "", ":path": request.url ?? "", ...Object.fromEntries(headers) },
      { endStream: false },
    );
    stream.once("error", () => response.destroy());
    stream.end(await buffer(request));
    pipeAnswer(stream, response);
  });
  return script.upstream(await listening(proxy));
};

/** RFC 9113, section 8.2.2. */
const OF_A_CONNECTION: ReadonlySet<string> = new Set([
  "connection",
  "host",
  "keep-alive",
  "transfer-encoding",
]);

const pipeAnswer = (stream: ClientHttp2Stream, response: ServerResponse): void => {
  stream.once("response", (headers) => {
    for (const [name, value] of Object.entries(headers))
      if (!name.startsWith(":") && value !== undefined) response.setHeader(name, value);
    response.writeHead(Number(headers[":status"]));
    response.flushHeaders();
    stream.pipe(response);
  });
};
