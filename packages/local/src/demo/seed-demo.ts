/** A person of the demo, offered on the sign-in page. */
export const DEMO_PEOPLE = [
  { name: "Ada Admin", email: "admin@demo.test" },
  { name: "Pat Provider", email: "provider@demo.test" },
  { name: "Dev Developer", email: "developer@demo.test" },
] as const;

interface Wish {
  path: string;
  body: Record<string, unknown>;
}

/** What the portal shows of each as its reference, to be tried from there. */
const ECHO_API = {
  openapi: "3.1.0",
  info: { title: "Echo", version: "1" },
  paths: {
    "/hello": {
      get: {
        summary: "See what reached the service",
        parameters: [{ name: "name", in: "query", schema: { type: "string" } }],
        responses: { "200": { description: "The method, the path, the headers and the body." } },
      },
      post: {
        summary: "Send a body",
        requestBody: { content: { "application/json": { example: { greeting: "hello" } } } },
        responses: { "200": { description: "The method, the path, the headers and the body." } },
      },
    },
  },
};
const HAIKU_API = {
  openapi: "3.1.0",
  info: { title: "Haiku", version: "1" },
  paths: {
    "/chat/completions": {
      post: {
        summary: "Ask for a haiku",
        requestBody: {
          content: {
            "application/json": {
              example: { model: "haiku-1", messages: [{ role: "user", content: "A haiku, please." }] },
            },
          },
        },
        responses: { "200": { description: "A chat completion, as OpenAI answers it." } },
      },
    },
  },
};

/** What to try of each, as the catalogue shows it. */
const ECHO_GUIDE = `Shows what the gateway forwards: the method, the path, the headers and the body, as JSON.

1. **Subscribe**, and say why. The provider gets a mail with a link to decide: it lies in the [inbox](/_local/inbox).
2. Issue a **credential** for your consumer. The page shows a command to paste.
3. Call \`/hello?name=you\`, or press *Send* under **API reference**. Your credential is not among the headers that arrive.

Then call \`haiku\` with the same credential, and read at your consumer, under *Refusals*, why it was refused.
`;
const HAIKU_GUIDE = `Speaks as OpenAI's API does, without a model behind it: each answer is the same haiku.

- \`POST /chat/completions\` with \`{"model": "haiku-1", "messages": [{"role": "user", "content": "A haiku, please."}]}\`
- Add \`"stream": true\`: its three lines come one after the other.
- \`POST /responses\` and \`POST /embeddings\` answer too.

The tokens of each call are counted: see **Usage** about a minute later.
`;

const CLOCK_GUIDE = `A server of tools that speaks MCP: \`now\` tells the time in a zone, \`convert_time\` what a time is in another.

1. **Subscribe**, and issue a **credential** for your consumer.
2. Paste the settings under **Tools** into your client: Claude Code, Claude Desktop, VS Code, Cursor or any other.
3. Ask it what time it is in Tokyo.

Each call counts under its tool: see **Usage**, by operation, about a minute later.
`;

/** `portal` is the origin that the browser calls from. */
const wishes = (upstreams: string, portal: string): Wish[] => [
  { path: "/v1/teams", body: { slug: "demo", name: "Demo providers", owners: ["provider@demo.test"] } },
  { path: "/v1/teams", body: { slug: "apps", name: "Demo applications", owners: ["developer@demo.test"] } },
  {
    path: "/v1/services",
    body: {
      slug: "echo",
      name: "Echo",
      team: "demo",
      kind: "rest",
      summary: "Answers with what reached it.",
      description: ECHO_GUIDE,
      upstream: { url: `${upstreams}/echo` },
      cors: { origins: [portal] },
      openapi: ECHO_API,
      plans: [{ name: "free", title: "Free" }],
      tags: ["demo"],
      status: "published",
    },
  },
  {
    path: "/v1/services",
    body: {
      slug: "haiku",
      name: "Haiku",
      team: "demo",
      kind: "ai",
      summary: "An OpenAI-compatible chat that knows one haiku.",
      description: HAIKU_GUIDE,
      upstream: { url: `${upstreams}/haiku` },
      cors: { origins: [portal] },
      openapi: HAIKU_API,
      tags: ["demo", "ai"],
      status: "published",
    },
  },
  {
    path: "/v1/services",
    body: {
      slug: "clock",
      name: "Clock",
      team: "demo",
      kind: "mcp",
      summary: "An MCP server that tells the time.",
      description: CLOCK_GUIDE,
      upstream: { url: `${upstreams}/clock` },
      cors: { origins: [portal] },
      sample: {
        method: "POST",
        path: "/",
        headers: { Accept: "application/json, text/event-stream" },
        body: JSON.stringify({
          ...{ jsonrpc: "2.0", id: 1, method: "tools/call" },
          params: { name: "now", arguments: { timeZone: "Asia/Tokyo" } },
        }),
      },
      tags: ["demo", "mcp"],
      status: "published",
    },
  },
];

interface Made {
  upstream: { url: string };
  cors?: { origins: string[] };
}

/** Where the port is another than at the last start: the upstream's address, and the portal among the origins. */
const moved = (made: Made, url: string): Partial<Made> => {
  const [before, now] = [new URL(made.upstream.url).origin, new URL(url).origin];
  return {
    upstream: { url },
    ...(made.cors
      ? { cors: { origins: made.cors.origins.map((origin) => (origin === before ? now : origin)) } }
      : {}),
  };
};

/**
 * Makes what the demo lacks, over the management API itself. What is there already (409) stays as people left it,
 * but for the addresses that go with the port.
 */
export const seedDemo = async (controlUrl: string, rootKey: string): Promise<void> => {
  const upstreams = `${controlUrl}/_local/upstreams`;
  const send = (method: string, path: string, body?: unknown) =>
    fetch(`${controlUrl}${path}`, {
      method,
      headers: { "Content-Type": "application/json", "X-API-Key": rootKey },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  for (const { path, body } of wishes(upstreams, new URL(controlUrl).origin)) {
    const made = await send("POST", path, body);
    if (made.ok) continue;
    if (made.status !== 409) throw new Error(`The demo could not be made: ${await made.text()}`);
    if (path !== "/v1/services") continue;
    const { slug, upstream } = body as { slug: string; upstream: Made["upstream"] };
    const there = await send("GET", `/v1/services/${slug}`);
    // Deleted by its owners: it stays deleted.
    if (!there.ok) continue;
    await send("PATCH", `/v1/services/${slug}`, moved((await there.json()) as Made, upstream.url));
  }
};
