import { describe, expect, it } from "vitest";
import { seal } from "../key-ring/seal.ts";
import { Unavailable } from "../outage.ts";
import { aRing, countingBytes, NOW, timeAt } from "../testing/records.ts";
import { openSecrets } from "./open-secrets.ts";

const old = aRing("k1");
const renewed = aRing("k2", "k1");
const sealed = (ring: typeof old, owner = "crd_1") => ({
  sealed: seal(ring, "the secret", owner, countingBytes),
});

/** What an instance remembers, and what it gets when it asks again. */
const keys = (remembered: typeof old, refreshed = remembered) => {
  const asked = { refreshes: 0 };
  const refresh = async () => {
    asked.refreshes += 1;
    return refreshed;
  };
  return { asked, rings: { ring: async () => remembered, refresh } };
};

describe("a sealed secret", () => {
  it("that no key at hand opens is an outage, never a refusal", async () => {
    await expect(openSecrets(keys(old).rings, "crd_1", [sealed(aRing("k9"))])).rejects.toThrow(Unavailable);
  });

  it("of another credential does not open", async () => {
    await expect(openSecrets(keys(old).rings, "crd_1", [sealed(old, "crd_2")])).rejects.toThrow(Unavailable);
  });

  it("opens with the keys that are remembered, for as long as it works", async () => {
    const { asked, rings } = keys(old);
    const secrets = [sealed(old), { ...sealed(old), validUntil: timeAt(NOW) }];
    expect(await openSecrets(rings, "crd_1", secrets)).toEqual([
      { secret: "the secret", validUntil: Number.POSITIVE_INFINITY },
      { secret: "the secret", validUntil: NOW },
    ]);
    expect(asked.refreshes).toBe(0);
  });

  it("of a newer key opens once the keys are asked for again", async () => {
    const { asked, rings } = keys(old, renewed);
    const [opened] = await openSecrets(rings, "crd_1", [sealed(renewed)]);
    expect([opened?.secret, asked.refreshes]).toEqual(["the secret", 1]);
  });
});
