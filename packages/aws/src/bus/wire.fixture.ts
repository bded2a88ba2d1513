import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { afterEach, beforeEach } from "vitest";
import { startWire, type Wire } from "../testing/wire.ts";

/** An EventBridge for each test of a file, and a client of it that asks once. */
export const ownWire = () => {
  let wire: Wire;
  beforeEach(async () => {
    wire = await startWire();
  });
  afterEach(() => wire.stop());
  return {
    wire: () => wire,
    client: () =>
      new EventBridgeClient({
        endpoint: wire.endpoint,
        region: "us-east-1",
        credentials: { accessKeyId: "test", secretAccessKey: "test" },
        maxAttempts: 1,
      }),
  };
};
