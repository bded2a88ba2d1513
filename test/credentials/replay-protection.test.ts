import { describe, expect, it } from "vitest";
import { SIGNING_STAGES } from "./called.fixture.ts";
import {
  beforeSigning,
  called,
  keysOf,
  make,
  SCHEMES,
  type Signed,
  send,
  untold,
} from "./signature-attacks.fixture.ts";

describe.each(SIGNING_STAGES)("$stage", ({ environment }) => {
  beforeSigning(environment);

  describe("replay protection", () => {
    it.each(SCHEMES)("takes each signature once, however it is sent again: %s", async (scheme) => {
      const careful = await called.caller({ type: "aksk", replayProtection: true, schemes: [scheme] });
      const signed = await make(scheme, { keys: keysOf(careful) });
      const answers = await Promise.all(Array.from({ length: 8 }, () => send(signed)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(401)]);
      const again = { ...signed, headers: { ...signed.headers, "X-Note": "another" } };
      expect((await send(again)).status).toBe(401);
    });

    it.each(SCHEMES)("is not used up by a body that does not fit: %s", async (scheme) => {
      const careful = await called.caller({ type: "aksk", replayProtection: true, schemes: [scheme] });
      const signed = await make(scheme, { keys: keysOf(careful) });
      expect((await send({ ...signed, body: "forged" })).status).toBe(401);
      expect((await send(signed)).status).toBe(200);
      expect((await send(signed)).status).toBe(401);
    });

    it("covers signatures that are completed over the body, and a failed completion burns none", async () => {
      const careful = await called.caller({ type: "aksk", replayProtection: true });
      const captured: Signed[] = [];
      const keys = keysOf(careful);
      const { headers, body, method, url } = await untold(keys);
      captured.push({ url, method, headers, body });
      for (const signed of captured) {
        expect((await send({ ...signed, body: "forged" })).status).toBe(401);
        expect((await send(signed)).status).toBe(200);
        expect((await send(signed)).status).toBe(401);
      }
    });

    it("is off unless it was asked for", async () => {
      const signed = await make("aws4");
      expect([(await send(signed)).status, (await send(signed)).status]).toEqual([200, 200]);
    });
  });
});
