import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startWire } from "../testing/wire.ts";
import { createDynamoClient } from "./dynamo-client.ts";

afterEach(() => vi.unstubAllEnvs());

describe("The DynamoDB client", () => {
  it("takes its endpoint, region and credentials from the environment", async () => {
    const wire = await startWire();
    wire.faults.push({ status: 200, body: { TableNames: ["from-the-wire"] } });
    vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", wire.endpoint);
    vi.stubEnv("AWS_REGION", "eu-central-1");
    vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
    const { TableNames } = await createDynamoClient().send(new ListTablesCommand({}));
    expect(TableNames).toEqual(["from-the-wire"]);
    await wire.stop();
  });
});
