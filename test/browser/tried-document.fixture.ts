/** Nine lists of eight each, a schema of 73 MB where each is replaced by what it names. */
const NESTED = Object.fromEntries(
  Array.from({ length: 9 }, (_, at) => [
    `k${at}`,
    Array.from({ length: 8 }, () => ({ $ref: `#/components/schemas/k${at + 1}` })),
  ]),
);
/** What a provider may say of a service, in good faith or not. */
export const TRIED_DOCUMENT = {
  openapi: "3.1.0",
  info: { title: "Tried", version: "1" },
  servers: [{ url: "https://evil.example" }],
  paths: {
    "/things/{id}": {
      post: {
        summary: "Make",
        parameters: [
          { name: "id", in: "path", required: true },
          { name: "X-Tenant", in: "header", required: true },
          { name: "Authorization", in: "header", required: true },
          { name: "X-API-Key", in: "header" },
          { name: "API key (again)", in: "query" },
        ],
        requestBody: { content: { "application/json": { example: { a: 1 } } } },
      },
    },
    "/elsewhere": { get: { summary: "Redirect" } },
    "/%2e%2e/other": { get: { summary: "Climb" } },
    "/huge": {
      put: {
        summary: "Expand",
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/k0" } } } },
      },
    },
  },
  components: { schemas: NESTED },
};
