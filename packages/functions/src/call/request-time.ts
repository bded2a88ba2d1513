/**
 * When API Gateway received a request, in milliseconds: every line of a call says the same, whoever writes it, so that
 * the call is found again by it. Where an event does not tell, it is now.
 */
export const requestTimeOf = (
  { requestContext }: { requestContext: { requestTimeEpoch?: number } },
  now: number,
): number => {
  const { requestTimeEpoch } = requestContext;
  return Number.isSafeInteger(requestTimeEpoch) ? (requestTimeEpoch ?? now) : now;
};
