import { Readable, type Transform } from "node:stream";
import type { UpstreamAnswer } from "../upstream/forward.ts";
import { headerOf, withoutHeaders } from "./answer-headers.ts";

/** Loaded for the first answer that is encoded. */
const zlib = () => process.getBuiltinModule("node:zlib");

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: () => zlib().createGunzip(),
  "x-gzip": () => zlib().createGunzip(),
  deflate: () => zlib().createInflate(),
  br: () => zlib().createBrotliDecompress(),
  zstd: () => zlib().createZstdDecompress(),
};

/**
 * An answer that came compressed although `identity` was asked for (RFC 9110, 12.5.3), as it can be read. One in a coding
 * that is not known, or in several, comes back as it is.
 */
export const decodedAnswer = (answer: UpstreamAnswer): UpstreamAnswer => {
  const coding = headerOf(answer.headers, "content-encoding")?.trim().toLowerCase() ?? "";
  const decoder = Object.hasOwn(DECODERS, coding) ? DECODERS[coding]?.() : undefined;
  if (!decoder) return answer;
  // A member of several is one stream, and what is broken breaks the answer, as a cut connection does.
  answer.body.on("error", (error) => decoder.destroy(error));
  answer.body.pipe(decoder);
  const body = Readable.from(decoder);
  body.on("close", () => answer.body.destroy());
  return { ...answer, body, headers: withoutHeaders(answer.headers, "content-encoding", "content-length") };
};
