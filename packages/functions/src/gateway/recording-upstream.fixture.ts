import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { expect } from "vitest";
import { aGateway, type Sent, serviceAt, startUpstream } from "./gateway.fixture.ts";

/** An upstream that keeps what reached it. */
export const recordingUpstream = async () => {
  const reached: { request: IncomingMessage; body: Buffer }[] = [];
  const { url } = await startUpstream(async (request, response) => {
    reached.push({ request, body: await buffer(request) });
    response.setHeader("Content-Type", "text/plain").end("answer");
  });
  return { url, reached };
};

export const refusal = async (sent: Sent, fields: Parameters<typeof serviceAt>[1] = {}) => {
  const { url, reached } = await recordingUpstream();
  const gateway = aGateway(serviceAt(url, fields));
  const answer = await gateway.send(sent);
  expect(reached).toEqual([]);
  return { ...answer, line: gateway.lines[0], faults: gateway.faults };
};
