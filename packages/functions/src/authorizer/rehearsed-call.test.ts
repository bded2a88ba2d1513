import { authorizerTable } from "@latchkey/aws/stores/authorizer-table";
import { createAuthorizer } from "@latchkey/core/verdict/create-authorizer";
import { describe, expect, it } from "vitest";
import { createAuthorizerHandler } from "./authorizer.ts";
import { rehearsedCall } from "./rehearsed-call.ts";

const answerTo = (of: ReturnType<typeof rehearsedCall>, by: ReturnType<typeof rehearsedCall>) =>
  createAuthorizerHandler({
    authorizer: createAuthorizer(authorizerTable(by.table), by.keys),
    people: undefined,
    apis: by.apis,
    services: {},
    throughEdge: (event) => event,
    sealPending: async () => undefined,
    now: Date.now,
    refused: () => {},
  })(of.event());

describe("A rehearsed call", () => {
  it("goes the whole way of a call that is let through", async () => {
    const call = rehearsedCall();
    expect(await answerTo(call, call)).toMatchObject({
      policyDocument: { Statement: [{ Effect: "Allow" }] },
      context: { kind: "consumer", service: "rehearsal" },
    });
  });

  it("has a key of its own each time, which no other table and no other keys take", async () => {
    await expect(answerTo(rehearsedCall(), rehearsedCall())).rejects.toThrow("Unauthorized");
  });
});
