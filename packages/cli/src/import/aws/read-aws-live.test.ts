import { describe, expect, it } from "vitest";
import { SourceRefused, WrongUse } from "../../command-line/exit-code.ts";
import { type ApiGateway, apiGatewayOfAccount, readAwsLive } from "./read-aws-live.ts";

const empty: ApiGateway = {
  getApiKeys: async () => ({}),
  getUsagePlans: async () => ({}),
  getUsagePlanKeys: async () => ({}),
};
const failing = (name: string, message: string): ApiGateway => ({
  ...empty,
  getApiKeys: () => Promise.reject(Object.assign(new Error(message), { name })),
});

describe("An account that is asked itself", () => {
  it("is read page by page, the keys of each plan too", async () => {
    const asked: object[] = [];
    const paged =
      (...pages: object[]) =>
      async (request: object) => {
        asked.push(request);
        return pages.shift();
      };
    const read = await readAwsLive({
      getApiKeys: paged({ items: [{ id: "k1" }], position: "next" }, { items: [{ id: "k2" }] }),
      getUsagePlans: paged({ items: [{ id: "p1" }] }),
      getUsagePlanKeys: paged({ items: [{ id: "k1" }], position: "more" }, { items: [{ id: "k2" }] }),
    });
    expect(read).toEqual({
      keys: [{ id: "k1" }, { id: "k2" }],
      plans: [{ id: "p1" }],
      planKeys: new Map([["p1", [{ id: "k1" }, { id: "k2" }]]]),
    });
    expect(asked).toEqual([
      { limit: 500, includeValues: true },
      { limit: 500, position: "next", includeValues: true },
      { limit: 500 },
      { limit: 500, usagePlanId: "p1" },
      { limit: 500, position: "more", usagePlanId: "p1" },
    ]);
  });

  it.each([
    ["a region", "Error", "Region is missing", WrongUse],
    ["credentials", "CredentialsProviderError", "Could not load credentials from any providers", WrongUse],
    ["the right", "AccessDeniedException", "User is not authorized", SourceRefused],
    ["an answer", "TimeoutError", "connect ETIMEDOUT", SourceRefused],
  ])("without %s says what is needed", async (_what, name, message, thrown) => {
    const error = await readAwsLive(failing(name, message)).catch((each: Error) => each);
    expect(error).toBeInstanceOf(thrown);
    expect(error).toMatchObject({ message: expect.stringContaining("apigateway:GET") });
    expect(error).toMatchObject({ message: expect.stringContaining(message) });
  });

  it("that never ends is given up", async () => {
    const endless = { ...empty, getApiKeys: async () => ({ items: [], position: "on" }) };
    await expect(readAwsLive(endless)).rejects.toThrow("1000 pages");
  });

  it.each([
    ["absent", () => Promise.reject(new Error("Cannot find package")), "npm install"],
    ["another one", async () => ({}), "has no APIGateway"],
  ])("by an SDK that is %s is refused", async (_what, load, says) => {
    await expect(apiGatewayOfAccount(load)).rejects.toThrow(says);
  });
});
