const SOON_MS = 30 * 86_400_000;

/** Whether an end is near (30 days, when the first reminder goes out) or past. `now` in milliseconds. */
export const expiryState = (expiresAt: string | undefined, now: number): "fine" | "soon" | "over" => {
  if (expiresAt === undefined) return "fine";
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return "over";
  return left <= SOON_MS ? "soon" : "fine";
};
