import { describe, expect, it } from "vitest";
import { sessionFetch } from "./session-fetch.ts";

const server = (good: string) => {
  const bodies: string[] = [];
  return {
    bodies,
    fetch: async (request: Request) => {
      bodies.push(await request.text());
      const ok = request.headers.get("authorization") === `Bearer ${good}`;
      return new Response(null, { status: ok ? 204 : 401 });
    },
  };
};

const post = () => new Request("https://control.example/v1/teams", { method: "POST", body: "{}" });

describe("a request whose token has ended", () => {
  it("is sent again, whole, with the renewed one", async () => {
    const { bodies, fetch } = server("new");
    let token = "old";
    const session = {
      token: () => token,
      renew: async () => {
        token = "new";
        return true;
      },
    };
    expect((await sessionFetch(session, fetch)(post())).status).toBe(204);
    expect(bodies).toEqual(["{}", "{}"]);
  });

  it("answers 401 when there is nothing to renew with", async () => {
    const { bodies, fetch } = server("new");
    const answer = await sessionFetch({ token: () => "old", renew: async () => false }, fetch)(post());
    expect(answer.status).toBe(401);
    expect(bodies).toHaveLength(1);
  });
});
