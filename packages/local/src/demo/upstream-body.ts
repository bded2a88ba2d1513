import type { IncomingMessage } from "node:http";

const MAX_BYTES = 5 * 1024 * 1024;

/** What was sent, up to what the gateway forwards and a little more. */
export const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= MAX_BYTES) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
