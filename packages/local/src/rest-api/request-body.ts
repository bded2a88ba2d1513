import type { IncomingMessage } from "node:http";

const NO_BODY = Buffer.alloc(0);

// A client that is refused before it has sent everything would see a reset connection instead of the 413,
// so a little more is read and thrown away.
const DRAINED_BYTES = 16 * 1024 * 1024;

/** Reads a whole body, holding at most `maxBytes` of it. `gone`: the client went away in the middle. */
export const readBody = async (
  request: IncomingMessage,
  maxBytes: number,
): Promise<Buffer | "too-large" | "gone"> => {
  // A message with neither has no body (RFC 9112, 6.3).
  const { headers } = request;
  if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) return NO_BODY;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (size > maxBytes + DRAINED_BYTES) break;
    }
  } catch {
    return "gone";
  }
  return size > maxBytes ? "too-large" : Buffer.concat(chunks);
};
