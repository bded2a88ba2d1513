import { describe, expect, it } from "vitest";
import { conditionalFetch } from "./conditional-fetch.ts";

const url = "https://control.example/v1/me";

const server = () => {
  let revision = 1;
  const asked: (string | null)[] = [];
  return {
    asked,
    change: () => {
      revision += 1;
    },
    fetch: async (request: Request) => {
      const tag = request.headers.get("if-none-match");
      asked.push(tag);
      const etag = `"${revision}"`;
      return tag === etag
        ? new Response(null, { status: 304, headers: { etag } })
        : Response.json({ revision }, { headers: { etag } });
    },
  };
};

describe("a repeated question", () => {
  it("is asked with what is known, and answered from it while nothing changed", async () => {
    const { asked, fetch } = server();
    const conditional = conditionalFetch(fetch);
    await conditional.fetch(new Request(url));
    const second = await conditional.fetch(new Request(url));
    expect(asked).toEqual([null, '"1"']);
    expect(second.status).toBe(200);
    expect(await second.json()).toEqual({ revision: 1 });
  });

  it("gets the new answer once something changed", async () => {
    const one = server();
    const conditional = conditionalFetch(one.fetch);
    await conditional.fetch(new Request(url));
    one.change();
    expect(await (await conditional.fetch(new Request(url))).json()).toEqual({ revision: 2 });
  });

  it("knows nothing of what another person was told", async () => {
    const { asked, fetch } = server();
    const conditional = conditionalFetch(fetch);
    await conditional.fetch(new Request(url));
    conditional.clear();
    await conditional.fetch(new Request(url));
    expect(asked).toEqual([null, null]);
  });

  it("is another question where another format is asked for", async () => {
    const { asked, fetch } = server();
    const conditional = conditionalFetch(fetch);
    await conditional.fetch(new Request(url));
    await conditional.fetch(new Request(url, { headers: { Accept: "application/x-ndjson" } }));
    expect(asked).toEqual([null, null]);
  });
});
