/**
 * When API Gateway received a request, in milliseconds: every log line of a call has the same time, so that the call can be
 * found by it. When the event has no time, it is the current time.
 */
export const requestTimeOf = (
  { requestContext }: { requestContext: { requestTimeEpoch?: number } },
  now: number,
): number => {
  const { requestTimeEpoch } = requestContext;
  return Number.isSafeInteger(requestTimeEpoch) ? (requestTimeEpoch ?? now) : now;
};
