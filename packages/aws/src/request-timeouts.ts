/** `::1` as a URL writes it. */
const LOOPBACK = /^https?:\/\/(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::|\/|$)/;
/** On one machine nothing is lost on the way: what is late is late because the machine is busy, asking again makes it busier. */
const PATIENCE = 30;

export interface RequestTimeouts {
  connectionTimeout: number;
  requestTimeout: number;
  throwOnRequestTimeout: true;
}

/** How long an AWS client waits for a connection and for an answer, in milliseconds; longer for the local substitutes. */
export const requestTimeouts = (
  endpoint: unknown,
  connectionTimeout: number,
  requestTimeout: number,
): RequestTimeouts => {
  const times = typeof endpoint === "string" && LOOPBACK.test(endpoint) ? PATIENCE : 1;
  return {
    connectionTimeout: times * connectionTimeout,
    requestTimeout: times * requestTimeout,
    throwOnRequestTimeout: true,
  };
};
