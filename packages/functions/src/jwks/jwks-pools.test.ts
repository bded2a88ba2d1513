import { Unavailable } from "@latchkey/core/outage";
import { expect, it } from "vitest";
import { NO_SHELF } from "./jwks-shelf.ts";
import { createJwksSource } from "./jwks-source.ts";

it("a team that reaches more than others remembers for itself: what another is refused takes nothing from it", async () => {
  const source = createJwksSource({
    shelf: NO_SHELF,
    poolOf: (team) => (team === "insiders" ? team : ""),
    fetch: async (_uri, team) => {
      if (team !== "insiders") throw new Error("refused");
      return { keys: [{ kty: "OKP", crv: "Ed25519", x: "AAAA", kid: "a" }] };
    },
  });
  const ids = async (team: string, now: number) =>
    (await source.keys("https://issuer.internal.test/jwks", "a", team, now)).map((each) => each["kid"]);
  await expect(ids("others", 0)).rejects.toThrow(Unavailable);
  expect(await ids("insiders", 1)).toEqual(["a"]);
  await expect(ids("others", 2)).rejects.toThrow(Unavailable);
  for (let now = 0; now < 3_600_000; now += 300_000) {
    await expect(ids("others", now)).rejects.toThrow(Unavailable);
    expect(await ids("insiders", now + 1)).toEqual(["a"]);
  }
});
