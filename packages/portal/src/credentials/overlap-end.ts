/** When a former secret stops: at the end of the overlap, and never after the credential itself. ISO 8601. */
export const overlapEnd = <End extends string | undefined>(
  until: End,
  expiresAt: string | undefined,
): End | string =>
  until !== undefined && expiresAt !== undefined && Date.parse(expiresAt) < Date.parse(until)
    ? expiresAt
    : until;
