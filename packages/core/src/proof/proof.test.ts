import { describe, expect, it } from "vitest";
import { aConsumer, aCredential, aService } from "../testing/records.ts";
import { knownRecords } from "./proof.ts";

const records = {
  credential: aCredential(),
  consumer: aConsumer(),
  subscription: undefined,
  service: aService(),
  suspendedTeams: new Set<string>(),
};

describe("the records of a call are known", () => {
  it.each<[string, Parameters<typeof knownRecords>[0], boolean]>([
    ["with a credential of the type and its consumer", records, true],
    [
      "also while the consumer is suspended",
      { ...records, consumer: aConsumer({ status: "suspended" }) },
      true,
    ],
    ["not without the credential", { ...records, credential: undefined }, false],
    ["not without the consumer", { ...records, consumer: undefined }, false],
    ["not once the consumer is deleted", { ...records, consumer: aConsumer({ status: "deleted" }) }, false],
  ])("%s", (_what, found, isKnown) => {
    expect(knownRecords(found, "api-key")).toBe(isKnown ? found : undefined);
  });

  it("not as those of another type", () => {
    expect(knownRecords(records, "jwt")).toBeUndefined();
  });
});
