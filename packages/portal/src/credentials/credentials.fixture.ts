/** What every credential has. */
export const COMMON = {
  id: "crd_1",
  revision: 1,
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-01T00:00:00Z",
  consumerId: "con_1",
  name: "ci",
  status: "enabled",
  hideCredential: true,
  hint: "x",
  secrets: [] as { lastFour?: string }[],
} as const;
