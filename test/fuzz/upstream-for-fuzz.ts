import { buffer } from "node:stream/consumers";
import { startServer } from "@latchkey/core/testing/loopback-server";

const COMPLETION = {
  model: "m",
  choices: [{ message: { role: "assistant", content: "x" } }],
  usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
};

/** The upstream of every service: it answers with the request that reached it, or as a model does, whole or streamed. */
export const startUpstream = () =>
  startServer(async (request, response) => {
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
  });
