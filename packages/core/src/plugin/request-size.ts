import * as z from "#schema";
import { gatewayPlugin } from "./plugin.ts";
import { wholeNumber } from "./whole-number.ts";

/** API Gateway takes no more. */
const MAX_BYTES = 10 * 1024 * 1024;

export const RequestSize = z.strictObject({
  maxBytes: wholeNumber(MAX_BYTES),
});
export type RequestSize = z.infer<typeof RequestSize>;

export const requestSize = gatewayPlugin({
  name: "request-size",
  summary: "No body larger than this, in bytes.",
  order: 20,
  schema: RequestSize,
  check: ({ maxBytes }, { bytesIn }) => (bytesIn > maxBytes ? "payload-too-large" : undefined),
});
