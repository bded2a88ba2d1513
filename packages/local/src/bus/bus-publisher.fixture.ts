/**
 * Run as a program by the tests: a bus whose target never takes anything, and a client that says the id of each
 * event once PutEvents has answered, until it is killed.
 */
import { randomUUID } from "node:crypto";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { startBusEndpoint } from "./bus-endpoint.ts";

const [dataDirectory] = process.argv.slice(2);
if (dataDirectory === undefined) throw new Error("Which folder?");
const bus = await startBusEndpoint({
  dataDirectory,
  accessKeyId: "run-key",
  busName: "latchkey",
  rules: [
    { name: "mail", pattern: { source: ["latchkey"] }, target: () => Promise.reject(new Error("down")) },
  ],
  now: Date.now,
  newId: randomUUID,
  onDeadLetter: () => {},
  onError: () => {},
});
const client = new EventBridgeClient({
  endpoint: bus.url,
  region: "us-east-1",
  credentials: { accessKeyId: "run-key", secretAccessKey: "any" },
});
const entry = { EventBusName: "latchkey", Source: "latchkey", DetailType: "team.suspended", Detail: "{}" };
for (;;) {
  const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: [entry] }));
  process.stdout.write(`${Entries[0]?.EventId}\n`);
}
