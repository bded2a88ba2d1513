import { describe, expect, it } from "vitest";
import { aCredential, DAY, NOW, timeAt } from "../../testing/records.ts";
import { credentialState } from "./credential-state.ts";

describe("a credential whose secret is right", () => {
  it("may not be used while it is disabled, ended or not", () => {
    expect(credentialState(aCredential({ status: "disabled" }), NOW)).toBe("credential-disabled");
    const ended = aCredential({ status: "disabled", expiresAt: timeAt(NOW - DAY) });
    expect(credentialState(ended, NOW)).toBe("credential-disabled");
  });

  it("may be used until its end, and not in that millisecond", () => {
    const credential = aCredential({ expiresAt: timeAt(NOW + DAY) });
    expect(credentialState(credential, NOW + DAY - 1)).toBeUndefined();
    expect(credentialState(credential, NOW + DAY)).toBe("credential-expired");
  });

  it("may be used for ever where it has no end", () => {
    expect(credentialState(aCredential(), NOW + 10_000 * DAY)).toBeUndefined();
  });
});
