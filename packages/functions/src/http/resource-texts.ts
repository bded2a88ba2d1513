/** What the fields of every resource are. */
export const RESOURCE = {
  id: "Given when the resource is made. It never changes and is never given again.",
  revision: "Grows by one with each change. `ETag` carries it, `If-Match` asks for it.",
  createdAt: "When it was made, UTC.",
  updatedAt: "When it was changed last, UTC.",
} as const;

/** The same of an example. */
export const exampleResource = (prefix: string) => ({
  id: `${prefix}_01KG9Z6M3C5E7G9J1M3P5R7T9V`,
  revision: 3,
  createdAt: "2026-01-31T12:00:00.000Z",
  updatedAt: "2026-02-01T09:30:00.000Z",
});
