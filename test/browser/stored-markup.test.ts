import { beforeAll, describe, expect, it } from "vitest";
import { asPerson } from "../support/management.ts";
import { ownDemo } from "../support/own-latchkey.ts";
import { enter, openPortal, PEOPLE, settled } from "../support/portal-page.ts";

/** Would set `window.owned` as an element, as an attribute's end, or as an address. */
const EVIL = `"'><img src=x onerror="window.owned=1"><script>window.owned=1</script>`;

const MARKDOWN = `# ${EVIL}

[click](javascript:window.owned=1) [data](data:text/html,<script>window.owned=1</script>)
![x](javascript:window.owned=1) ![y](https://tracker.example/pixel.png)
<iframe srcdoc="<script>parent.owned=1</script>"></iframe><a href="javascript:window.owned=1">html</a>
<style>body{display:none}</style>

\`\`\`html
${EVIL}
\`\`\`
`;

const OPENAPI = {
  openapi: "3.1.0",
  info: { title: EVIL, version: EVIL, description: MARKDOWN },
  servers: [{ url: "javascript:window.owned=1" }],
  paths: {
    [`/${EVIL}`]: {
      get: {
        summary: EVIL,
        description: MARKDOWN,
        parameters: [{ name: EVIL, in: "query", description: EVIL }],
        responses: {
          [EVIL]: { description: EVIL, content: { "application/json": { schema: { title: EVIL } } } },
        },
      },
    },
    "//evil.example/steal": { get: { summary: "elsewhere", responses: {} } },
  },
};

const { latchkey, browser } = ownDemo();
let consumer: string;
let subscription: string;
beforeAll(async () => {
  const provider = await asPerson(latchkey(), PEOPLE.provider);
  const developer = await asPerson(latchkey(), PEOPLE.developer);
  const changes = {
    name: `Echo ${EVIL}`.slice(0, 100),
    summary: EVIL,
    description: MARKDOWN,
    openapi: OPENAPI,
    tags: ["<b>tag</b>"],
    plans: [{ name: "free", title: EVIL }],
    application: {
      fields: [
        { name: "use", label: EVIL, type: "text", help: EVIL },
        { name: "size", label: EVIL, type: "choice", options: [EVIL] },
      ],
      terms: { version: EVIL.slice(0, 63), url: "https://tracker.example/terms", text: MARKDOWN },
    },
  };
  expect((await provider("PATCH", "/v1/services/echo", changes)).status).toBe(200);
  const made = await developer("POST", "/v1/consumers", {
    name: "hostile",
    team: "apps",
    description: EVIL,
    labels: { stage: EVIL },
  });
  consumer = made.body.id;
  const applied = await developer("POST", `/v1/consumers/${consumer}/subscriptions`, {
    service: "echo",
    plan: "free",
    reason: MARKDOWN.slice(0, 1000),
    answers: { use: MARKDOWN.slice(0, 1000), size: EVIL },
    termsVersion: EVIL.slice(0, 63),
  });
  subscription = applied.body.id;
  await developer("POST", `/v1/consumers/${consumer}/credentials`, {
    type: "api-key",
    name: EVIL.slice(0, 100),
  });
  const again = await developer("POST", `/v1/consumers/${consumer}/subscriptions`, {
    service: "haiku",
    reason: EVIL,
  });
  await provider("POST", `/v1/subscriptions/${again.body.id}/reject`, { reason: EVIL });
  await developer("PATCH", "/v1/teams/apps", { name: EVIL.slice(0, 100) });
});

/** Visits pages as the given person. Returns every forbidden effect of a page. */
const visited = async (email: string, paths: readonly string[]): Promise<unknown[]> => {
  await using portal = await openPortal(browser());
  const { page, complaints } = portal;
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("http://127.0.0.1:")) elsewhere.push(request.url());
  });
  page.on("dialog", (dialog) => void dialog.dismiss().then(() => elsewhere.push("dialog")));
  await enter(page, latchkey(), email);
  const found: unknown[] = [];
  let shown = 0;
  for (const path of paths) {
    await page.goto(`${latchkey().control}${path}`);
    await settled(page);
    for (const summary of await page.locator("summary").all()) await summary.click();
    if ((await page.locator("main").innerText()).includes(`onerror="window.owned=1"`)) shown += 1;
    const made = await page.evaluate(() => ({
      owned: "owned" in window,
      elements: document.querySelectorAll(
        "#root img, #root iframe, #root script, #root style, #root [onerror]",
      ).length,
      addresses: [...document.querySelectorAll("[href], [src]")]
        .map((element) => element.getAttribute("href") ?? element.getAttribute("src") ?? "")
        .filter((address) => /^\s*(?:javascript|data|vbscript):/i.test(address)),
    }));
    if (made.owned || made.elements > 0 || made.addresses.length > 0) found.push({ path, ...made });
  }
  // What is nowhere shown was not tried.
  if (shown < paths.length / 3) found.push(`${shown} of ${paths.length} pages showed it`);
  return [...found, ...elsewhere, ...complaints];
};

const developersPages = () => [
  "/catalog",
  "/catalog/echo",
  "/catalog/echo?tab=plans",
  "/catalog/echo?tab=reference",
  "/consumers",
  `/consumers/${consumer}/basics`,
  `/consumers/${consumer}/credentials`,
  `/consumers/${consumer}/subscriptions`,
  `/subscriptions/${subscription}`,
  "/teams",
  "/teams/apps/settings",
];

const providersPages = () => [
  "/decisions",
  "/services",
  "/services/echo/settings",
  "/services/echo/plans",
  "/services/echo/application",
  "/services/echo/subscribers",
  `/subscriptions/${subscription}`,
];

describe("what others wrote, shown in the portal", () => {
  it("is text for a consumer's developer: names, reasons, Markdown, an OpenAPI document", async () =>
    expect(await visited(PEOPLE.developer, developersPages())).toEqual([]));

  it("is text for a provider", async () =>
    expect(await visited(PEOPLE.provider, providersPages())).toEqual([]));

  it("never sends a try to another place than the service", async () => {
    await using portal = await openPortal(browser());
    const { page } = portal;
    await enter(page, latchkey(), PEOPLE.developer);
    await page.goto(`${latchkey().control}/catalog/echo?tab=reference`);
    const card = page.locator("details").filter({ hasText: "elsewhere" });
    await card.locator("summary").click();
    await card.getByLabel("API key").fill("lk_not_a_key");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await card.getByRole("button", { name: "Send" }).click();
    await card.getByText("This path leads out of the service").waitFor();
    expect(asked.filter((url) => url.includes("steal"))).toEqual([]);
  });
});
