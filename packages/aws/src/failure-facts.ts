/** What a lost connection is called by the system. */
export const LOST_CONNECTION = [
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
] as const;

/** The status that a service of AWS has answered with, as the SDK's errors and ours tell it. */
export const statusOf = (error: Error): number | undefined => {
  const { $metadata } = Object(error);
  const status = Object($metadata).httpStatusCode;
  return typeof status === "number" ? status : undefined;
};
