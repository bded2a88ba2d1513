// "Amazon API Gateway important notes for REST APIs", column response / lambda. Anything about the connection
// itself is ours to say: a function that could set Transfer-Encoding could split the answer.
const REMAPPED = new Set([
  "authorization",
  "connection",
  "content-md5",
  "date",
  "max-forwards",
  "server",
  "user-agent",
  "www-authenticate",
]);
const DROPPED = new Set([
  "expect",
  "host",
  "keep-alive",
  "proxy-authenticate",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "via",
]);

/** A function's headers as the client gets them: some renamed `x-amzn-Remapped-…`, some gone. */
export const renameAnswerHeaders = (headers: readonly (readonly [string, string])[]): [string, string][] => {
  const renamed: [string, string][] = [];
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (!DROPPED.has(lower)) renamed.push([REMAPPED.has(lower) ? `x-amzn-Remapped-${name}` : name, value]);
  }
  return renamed;
};
