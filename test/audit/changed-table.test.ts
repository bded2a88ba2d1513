import {
  type AttributeValue,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { audit, type Entry, engine, entryOf, make, owner, root, withAudited } from "./audit.fixture.ts";

withAudited();

describe("what somebody does to the table behind our back", () => {
  const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });
  const TableName = "latchkey";

  it("is in the audit, with an unknown author", async () => {
    const consumer = await make.consumer("callers");
    await engine.client.send(
      new UpdateItemCommand({
        TableName,
        Key: key(`CONSUMER#${consumer.id}`, "META"),
        UpdateExpression: "SET doc.description = :text",
        ExpressionAttributeValues: { ":text": { S: "by hand" } },
      }),
    );
    expect(await entryOf("callers", "consumer.tampered", consumer.id)).toMatchObject({
      actor: "unknown",
      after: { description: "by hand" },
    });
    await root("PUT", "/v1/teams/callers/members/erased@callers.test", { role: "owner" });
    await engine.client.send(
      new DeleteItemCommand({ TableName, Key: key("TEAM#callers", "MEMBER#erased@callers.test") }),
    );
    expect(await entryOf("callers", "member.tampered", "erased@")).toMatchObject({
      actor: "unknown",
      before: { role: "owner" },
    });
  });

  it("is recorded also when the author is removed or forged, or an older record is put back", async () => {
    const change = (sets: string, values: Record<string, AttributeValue>, names = {}) =>
      engine.client.send(
        new UpdateItemCommand({
          TableName,
          Key: place,
          UpdateExpression: sets,
          ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
          ExpressionAttributeNames: { "#by": "by", ...names },
        }),
      );
    const consumer = await make.consumer("providers");
    const place = key(`CONSUMER#${consumer.id}`, "META");
    const first = (
      await engine.client.send(new GetItemCommand({ TableName, Key: place, ConsistentRead: true }))
    ).Item;
    await change("REMOVE #by", {});
    const { id } = await entryOf("providers", "consumer.tampered", consumer.id);
    await change("SET #by = :by, doc.description = :text", {
      ":by": { M: { ...first?.["by"]?.M, actor: { S: "owner@providers.test" } } },
      ":text": { S: "forged" },
    });
    const tampered = (all: Entry[]) =>
      all.filter(({ action, target }) => action === "consumer.tampered" && target.includes(consumer.id));
    await eventually(
      () => audit("providers"),
      (all) => tampered(all).length === 2,
    );
    await root("PATCH", `/v1/consumers/${consumer.id}`, { description: "By us" });
    await entryOf("providers", "consumer.changed", consumer.id);
    await engine.client.send(new PutItemCommand({ TableName, Item: first ?? {} }));
    const all = await eventually(
      () => audit("providers"),
      (entries) => tampered(entries).length === 3,
    );
    expect(tampered(all).every(({ actor }) => actor === "unknown")).toBe(true);
    const { body } = await root("GET", "/v1/audit/verify?team=providers");
    expect(body).toMatchObject({ ok: false, tampered: tampered(all).map((entry) => entry.id) });
    expect(body.tampered).toContain(id);
    expect(body).not.toHaveProperty("reason");
  });

  it("to the audit itself is found, and the entry is named", async () => {
    await root("PUT", "/_local/clock", { offsetSeconds: 1 });
    const { body: whole } = await root("GET", "/v1/audit/verify?team=providers");
    expect(whole).not.toHaveProperty("reason");
    const place = `ENTRY#${String(whole.entries).padStart(12, "0")}`;
    await engine.client.send(new DeleteItemCommand({ TableName, Key: key("AUDIT#providers", place) }));
    expect((await root("GET", "/v1/audit/verify?team=providers")).body).toMatchObject({
      ok: false,
      entries: whole.entries - 1,
      firstBad: `aud_providers_${whole.entries}`,
      reason: "cut-off",
    });
  });
});

describe("an application that is decided at once", () => {
  it.each([
    [
      "a rule",
      { approvalRules: [{ teams: ["callers"], decision: "approve" }] },
      "subscription.approved",
      "rule:1",
    ],
    ["a rule", { approvalRules: [{ decision: "reject" }] }, "subscription.rejected", "rule:1"],
    ["an automatic service", { approval: "auto" }, "subscription.approved", "service"],
  ])(
    "names %s that decided, not the applicant, and tells the provider no address: %j",
    async (_who, decides, action, actor) => {
      const service = await make.service("providers", decides);
      const consumer = await make.consumer("callers");
      const { body } = await owner("POST", `/v1/consumers/${consumer.id}/subscriptions`, {
        service: service.slug,
        reason: "please",
      });
      for (const team of ["callers", "providers"]) {
        const entry = await entryOf(team, action, body.id);
        expect(entry).toMatchObject({ actor, after: { applicant: { email: "owner@callers.test" } } });
        expect(entry.sourceIp).toBeUndefined();
      }
    },
  );
});
