import { describe, expect, it } from "vitest";
import { llmsText } from "./llms-text.ts";
import { pageFile } from "./page-file.ts";
import { groupsOf, readHelpPages } from "./read-help-pages.ts";

const README = `# Product

It does a thing. And more.

## Sixty seconds

See [keys](docs/keys.md#a-key) and [the code](packages/core).

## Where things live

Not for readers.

## Documents

| for | pages |
|---|---|
| callers | [keys](docs/keys.md), [gone](docs/gone.md) |

## Security

Yes.

[Architecture](docs/other.md) · [Contributing](CONTRIBUTING.md)
`;

const KEYS = `# Keys

A key \`lk_\`: proves who calls. See [start](../README.md#sixty-seconds), [why](decisions/0001-x.md), [below](#a-key).

## A key

| a | b |
|---|--:|
| 1 | [web](https://example.com/a) |

<script>alert(1)</script>

\`\`\`sh
curl [x](keys.md)
\`\`\`

## A key
`;

const read = async () => {
  const pages = await readHelpPages(
    README,
    new Map([
      ["keys", KEYS],
      ["other", "# Other\n\nText."],
    ]),
  );
  return { pages, groups: groupsOf(README, pages), keys: pages.find(({ name }) => name === "keys") };
};

describe("the help's pages", () => {
  it("are the README without what is for authors, and every file of docs", async () => {
    const [start, ...docs] = (await read()).pages;
    expect(docs.map(({ name }) => name)).toEqual(["keys", "other"]);
    expect(start).toMatchObject({ name: "start", title: "Product", lead: "It does a thing." });
    expect(start?.headings.map(({ text }) => text)).toEqual(["Sixty seconds", "Security"]);
    expect(start?.markdown).not.toContain("Architecture");
  });

  it("have headings with anchors that differ", async () =>
    expect((await read()).keys?.headings).toEqual([
      { level: 2, id: "a-key", text: "A key" },
      { level: 2, id: "a-key-1", text: "A key" },
    ]));

  it("lead to each other, and nowhere out of the help but to whole addresses", async () => {
    const { keys, pages } = await read();
    const body = JSON.stringify([keys?.body, pages[0]?.body]);
    expect([...body.matchAll(/"href":"([^"]+)"/g)].map(([, href]) => href)).toEqual([
      "/help/start#sixty-seconds",
      "/help/keys#a-key",
      "https://example.com/a",
      "/help/keys#a-key",
    ]);
    expect(body).toContain('"why"');
  });

  it("have tables, and no element that was HTML in the Markdown", async () => {
    const body = JSON.stringify((await read()).keys?.body);
    expect(body).toContain('["th",{"align":"right"},"b"]');
    expect(body).toContain('["code",{"language":"sh"},"curl [x](keys.md)\\n"]');
    expect(body).not.toContain("alert");
  });

  it("are Markdown too, whose links lead to Markdown and whose code is left alone", async () => {
    const { keys, pages } = await read();
    expect(keys?.markdown).toContain("See [start](start.md#sixty-seconds), why, [below](keys.md#a-key).");
    expect(keys?.markdown).toContain("curl [x](keys.md)");
    expect(keys?.markdown).toContain("[web](https://example.com/a)");
    expect(pages[0]?.markdown).toContain("See [keys](keys.md#a-key) and the code.");
  });

  it("are grouped by whom the README says that they are for, and none is left out", async () =>
    expect(
      (await read()).groups.map(({ readers, pages }) => [readers, pages.map(({ name }) => name)]),
    ).toEqual([
      ["everyone", ["start", "other"]],
      ["callers", ["keys"]],
    ]));

  it("have a file each, with the page's own title and description as text", async () => {
    const index = '<meta name="description" content="x" /><title>P</title><script src="/a.js"></script>';
    const page = { name: "keys", title: 'Keys & "$&"', lead: "<b>", headings: [] };
    expect(pageFile(index, "P", page)).toBe(
      '<meta name="description" content="&#60;b&#62;" /><title>Keys &#38; &#34;$&#38;&#34; · P</title>' +
        '<link rel="alternate" type="text/markdown" href="/help/keys.md" /><script src="/a.js"></script>',
    );
  });

  it("are listed in llms.txt: title, summary, sections of links", async () => {
    const lines = llmsText((await read()).groups).split("\n");
    expect(lines.slice(0, 3)).toEqual(["# Product", "", "> It does a thing."]);
    expect(lines).toContain("## For callers");
    expect(lines).toContain("- [Keys](/help/keys.md): A key lk_.");
  });
});
