import { createServer, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { listening } from "./listening.ts";
import { pairsOf, Script } from "./script.ts";
import { bytesOf, type Seen, type Upstream } from "./upstream.ts";

/** Node's own HTTP/1.1 server. */
export const nodeHttp = async (): Promise<Upstream> => {
  const script = new Script();
  const server = createServer(async (request, response) => {
    const { method = "", url: target = "", rawHeaders } = request;
    const seen: Seen = { method, target, headers: pairsOf(rawHeaders), body: await buffer(request) };
    const answer = script.answerTo(seen);
    response.once("close", () => {
      seen.left = !response.writableFinished;
    });
    if (answer.hangsUp) {
      request.socket.destroy();
      return;
    }
    for (const status of answer.interim ?? []) writeInterim(response, status);
    response.writeHead(answer.status ?? 200, (answer.headers ?? []).flat());
    response.flushHeaders();
    const [first, ...rest] = bytesOf(answer);
    if (first) response.write(first);
    if (answer.held) await script.released(seen);
    for (const piece of rest) response.write(piece);
    response.end();
  });
  return script.upstream(await listening(server));
};

const writeInterim = (response: ServerResponse, status: number): void => {
  if (status === 100) response.writeContinue();
  else if (status === 102) response.writeProcessing();
  else response.writeEarlyHints({ link: "</a.css>; rel=preload" });
};
