import { describe, expect, it } from "vitest";
import { createLatchkey } from "./latchkey.ts";
import { Problem } from "./problem.ts";

const KEY = "lk_secret-of-the-test";
const json = (status: number, body: unknown, type = "application/json") =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": type } });

const stage = (answer: (request: Request) => Response | Promise<Response>) => {
  const asked: { method: string; url: string; headers: Headers; body: string }[] = [];
  return {
    asked,
    fetch: async (request: Request) => {
      const { method, url, headers } = request;
      asked.push({ method, url, headers, body: await request.clone().text() });
      return answer(request);
    },
  };
};

describe("a list", () => {
  it("is read page by page, as its items are asked for", async () => {
    const pages = new Map([
      [null, { items: [{ name: "a" }, { name: "b" }], cursor: "c1" }],
      ["c1", { items: [{ name: "c" }], cursor: null }],
    ]);
    const { asked, fetch } = stage((request) =>
      json(200, pages.get(new URL(request.url).searchParams.get("cursor"))),
    );
    const latchkey = createLatchkey({ url: "http://stage.test/", apiKey: KEY, fetch });
    const names: string[] = [];
    for await (const { name } of latchkey.each("/v1/consumers", { params: { query: { team: "t" } } })) {
      if (name === "c") expect(asked.length).toBe(2);
      names.push(name);
    }
    expect(names).toEqual(["a", "b", "c"]);
    expect(asked.map(({ url }) => url)).toEqual([
      "http://stage.test/v1/consumers?limit=200&team=t",
      "http://stage.test/v1/consumers?limit=200&team=t&cursor=c1",
    ]);
    expect(asked.map(({ headers }) => headers.get("x-api-key"))).toEqual([KEY, KEY]);
  });
});

describe("a refusal", () => {
  const document = {
    code: "invalid-input",
    status: 400,
    title: "The input is not valid",
    requestId: "r-1",
    errors: [{ pointer: "/name", detail: "a name" }],
  };

  it.each([
    [
      "by its types",
      (l: ReturnType<typeof createLatchkey>) => l.POST("/v1/consumers", { body: { name: "x", team: "t" } }),
    ],
    ["without them", (l: ReturnType<typeof createLatchkey>) => l.send("POST", "/v1/consumers", { body: {} })],
  ])("is thrown as a Problem, %s, and its message holds no secret", async (_, ask) => {
    const { fetch } = stage(() => json(400, document, "application/problem+json"));
    const thrown = await ask(createLatchkey({ url: "http://stage.test", apiKey: KEY, fetch })).catch(
      (e: unknown) => e,
    );
    expect(thrown).toBeInstanceOf(Problem);
    expect(thrown).toMatchObject({
      status: 400,
      code: "invalid-input",
      requestId: "r-1",
      errors: document.errors,
    });
    expect(String(thrown)).toBe(
      "Problem: POST /v1/consumers: 400 invalid-input (The input is not valid /name: a name)",
    );
    expect(String(thrown)).not.toContain(KEY);
  });

  it("of a proxy, which is no problem document, is one with the code unreadable", async () => {
    const { fetch } = stage(() => new Response("<html>", { status: 502 }));
    await expect(createLatchkey({ url: "http://stage.test", fetch }).GET("/v1/me")).rejects.toMatchObject({
      status: 502,
      code: "unreadable",
    });
  });
});

describe("a client of type oauth2", () => {
  const tokenStage = (refused: readonly string[] = []) => {
    let given = 0;
    return stage((request) => {
      if (!request.url.endsWith("/oauth2/token")) {
        const token = request.headers.get("authorization") ?? "";
        return refused.includes(token)
          ? json(401, { code: "invalid-credential" })
          : json(200, { kind: "machine" });
      }
      given += 1;
      return json(200, { access_token: `token-${given}`, token_type: "Bearer", expires_in: 900 });
    });
  };
  const client = { clientId: "lkc 1", clientSecret: "lkcs_:secret", scope: "read" };

  it("fetches one token for all who wait, by Basic, and keeps it", async () => {
    const { asked, fetch } = tokenStage();
    const latchkey = createLatchkey({ url: "http://stage.test", client, fetch });
    await Promise.all([latchkey.GET("/v1/me"), latchkey.GET("/v1/me")]);
    await latchkey.GET("/v1/me");
    const tokens = asked.filter(({ url }) => url.endsWith("/oauth2/token"));
    expect(tokens.map(({ body }) => body)).toEqual(["grant_type=client_credentials&scope=read"]);
    expect(tokens[0]?.headers.get("authorization")).toBe(`Basic ${btoa("lkc+1:lkcs_%3Asecret")}`);
    const calls = asked.filter(({ url }) => url.endsWith("/v1/me"));
    expect(calls.map(({ headers }) => headers.get("authorization"))).toEqual(Array(3).fill("Bearer token-1"));
  });

  it("fetches another one when a token is refused, once", async () => {
    const { asked, fetch } = tokenStage(["Bearer token-1"]);
    await createLatchkey({ url: "http://stage.test", client, fetch }).GET("/v1/me");
    expect(asked.map(({ url }) => new URL(url).pathname)).toEqual([
      "/oauth2/token",
      "/v1/me",
      "/oauth2/token",
      "/v1/me",
    ]);
    const never = tokenStage(["Bearer token-1", "Bearer token-2", "Bearer token-3"]);
    await expect(
      createLatchkey({ url: "http://stage.test", client, fetch: never.fetch }).GET("/v1/me"),
    ).rejects.toMatchObject({ status: 401 });
    expect(never.asked.length).toBe(4);
  });

  it("says which refusal of RFC 6749 it was, without the secret", async () => {
    const { fetch } = stage(() => json(401, { error: "invalid_client", error_description: "Unknown." }));
    const thrown = await createLatchkey({ url: "http://stage.test", client, fetch })
      .GET("/v1/me")
      .catch((error: unknown) => error);
    expect(String(thrown)).toBe("TokenRefused: POST /oauth2/token: 401 invalid_client (Unknown.)");
  });
});
