import { array, assert as check, constantFrom, oneof, property, string, tuple } from "fast-check";
import { jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import {
  accepts,
  b64,
  es256,
  goodHeader,
  hmac,
  hs,
  live,
  now,
  policy,
  rs256,
  secret,
} from "../../test/tokens.ts";

describe("whatever a token says", () => {
  const member = oneof(
    constantFrom('"exp":', '"iss":', '"aud":', '"sub":', '"__proto__":', '"nbf":', '"x":').chain((name) =>
      constantFrom(
        "1",
        `${now + 5}`,
        "1e400",
        '"api"',
        '["api"]',
        "null",
        "{}",
        '"https://issuer.example"',
        "-0",
      ).map((value) => name + value),
    ),
    constantFrom(live, '"aud":"api"', '"iss":"https://issuer.example"'),
    string(),
  );
  const claims = array(member, { maxLength: 6 }).map((members) => `{${members.join(",")}}`);

  it("we accept nothing that jose refuses", async () => {
    let accepted = 0;
    const tokens: string[] = [];
    check(
      property(claims, (text) => void tokens.push(hs(goodHeader, text))),
      { numRuns: 3_000 },
    );
    for (const token of tokens) {
      if (!accepts(token)) continue;
      accepted++;
      const options = { ...policy, currentDate: new Date(now * 1000), clockTolerance: 60 };
      await expect(jwtVerify(token, secret, options)).resolves.toBeDefined();
    }
    expect(accepted).toBeGreaterThan(0);
  });

  it("nothing is thrown", () => {
    check(property(string({ unit: "binary" }), (text) => !accepts(text)));
    check(
      property(tuple(string(), string(), string()), ([header, payload, signature]) => {
        const token = `${b64(header)}.${b64(payload)}.${b64(signature)}`;
        return [hmac, rs256, es256].every((key) => !accepts(token, key));
      }),
    );
    check(property(string(), string(), (header, payload) => !accepts(hs(header, payload))));
  });
});
