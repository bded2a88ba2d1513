import { once } from "node:events";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";

const COMPLETION = {
  model: "m",
  choices: [{ message: { role: "assistant", content: "x" } }],
  usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
};

/** What stands behind every service: it answers with what reached it, or as a model does, whole or streamed. */
export const startUpstream = async () => {
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const text = body.toString("latin1");
    if (text.includes('"stream":true')) {
      response.setHeader("content-type", "text/event-stream");
      response.end(`data: ${JSON.stringify(COMPLETION)}\n\ndata: [DONE]\n\n`);
      return;
    }
    response.setHeader("content-type", "application/json");
    if (request.url?.includes("completions")) response.end(JSON.stringify(COMPLETION));
    else
      response.end(
        JSON.stringify({ url: request.url, headers: request.headersDistinct, bytes: body.length }),
      );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
