import { describe, expect, it } from "vitest";
import { Problem } from "./problem.ts";
import { createQueryClient, waitBefore } from "./query-client.ts";

const tries = async (problem: Problem): Promise<number> => {
  let asked = 0;
  const client = createQueryClient();
  client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retryDelay: 0 } });
  const query = client.fetchQuery({
    queryKey: ["x"],
    queryFn: async () => {
      asked += 1;
      throw problem;
    },
    retry: client.getDefaultOptions().queries?.retry ?? false,
  });
  await expect(query).rejects.toBe(problem);
  return asked;
};

describe("a question that fails", () => {
  it("is not repeated when the answer was a refusal", async () =>
    expect(await tries(new Problem(404, "not-found", "There is no such consumer."))).toBe(1));

  it.each([0, 429, 500, 503])("is asked three times in all after %i", async (status) =>
    expect(await tries(new Problem(status, "x", "x"))).toBe(3),
  );

  it("waits as long as the server says, but no longer than ten seconds", () => {
    expect(waitBefore(0, new Problem(429, "rate-limited", "", { retryAfterSeconds: 3 }))).toBe(3000);
    expect(waitBefore(0, new Problem(429, "rate-limited", "", { retryAfterSeconds: 900 }))).toBe(10_000);
    expect(waitBefore(2, new Problem(503, "unavailable", ""))).toBe(2000);
  });
});
