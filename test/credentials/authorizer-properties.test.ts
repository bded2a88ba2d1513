import { createHash, randomBytes } from "node:crypto";
import type { CallRequest } from "@latchkey/core/presented/call-request";
import { NOW } from "@latchkey/core/testing/records";
import fc from "fast-check";
import { jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { authorizer, call, SECRET, sent, signedCall } from "./authorizer-properties.fixture.ts";
import { byHmac, byRsa, rsa, token } from "./tokens.fixture.ts";

describe("whatever we sign", () => {
  it("the authorizer accepts, and allows exactly that body", async () => {
    await fc.assert(
      fc.asyncProperty(sent, async (request) => {
        // A dot segment is taken out by every URL parser before it is signed.
        fc.pre(new URL(`https://gw.example${request.path}`).pathname === request.path);
        // The scheme takes several slashes at the end for one.
        fc.pre(request.scheme !== "gateway-hmac" || !request.path.endsWith("//"));
        const verdict = await authorizer.authorize(await signedCall(request), NOW);
        expect(verdict.kind).toBe("allowed");
        if (verdict.kind !== "allowed") return;
        const digest = createHash("sha256").update(request.body).digest("hex");
        expect(verdict.body).toBe(request.body.length === 0 ? "none" : `sha256=${digest}`);
      }),
    );
  });

  it("is refused after any single change of what was signed", async () => {
    const change = fc.record({
      what: fc.constantFrom("method", "path", "query name", "query value", "header", "host", "secret"),
      at: fc.nat(),
      by: fc.stringMatching(/^[a-z0-9]$/),
    });
    const changed = (value: string, at: number, by: string) => {
      const index = at % (value.length + 1);
      return `${value.slice(0, index)}${by}${value.slice(index)}`;
    };
    await fc.assert(
      fc.asyncProperty(sent, change, async (request, { what, at, by }) => {
        fc.pre(new URL(`https://gw.example${request.path}`).pathname === request.path);
        fc.pre(request.query.length > 0 || !what.startsWith("query"));
        // APISIX's clients sign no host.
        fc.pre(!(what === "host" && request.scheme === "signature"));
        const good = await signedCall(request);
        const [first, ...rest] = good.query;
        const evil: CallRequest = {
          ...good,
          ...(what === "method" ? { method: `${good.method}X` } : {}),
          ...(what === "path" ? { path: `/echo/${changed(good.path.slice(6), at, by)}` } : {}),
          ...(what === "query name" && first
            ? { query: [[changed(first[0], at, by), first[1]], ...rest] }
            : {}),
          ...(what === "query value" && first
            ? { query: [[first[0], changed(first[1], at, by)], ...rest] }
            : {}),
          ...(what === "header"
            ? { headers: { ...good.headers, "x-note": [changed(request.note, at, by)] } }
            : {}),
          ...(what === "host" ? { headers: { ...good.headers, host: [changed("gw.example", at, by)] } } : {}),
          ...(what === "secret" ? { headers: { ...good.headers, ...flipSignature(good.headers) } } : {}),
        };
        expect((await authorizer.authorize(evil, NOW)).kind).toBe("unauthenticated");
      }),
      { numRuns: 300 },
    );
  });
});

/** Another signature of the right form. */
const flipSignature = (headers: CallRequest["headers"]): Record<string, string[]> => {
  const flip = (value: string) =>
    value
      .replace(/(Signature=)(.)/, (_all, name, first) => `${name}${first === "0" ? "1" : "0"}`)
      .replace(/(signature="|sig1=:)(.)/, (_all, name, first) => `${name}${first === "A" ? "B" : "A"}`);
  const name = headers["signature"] ? "signature" : "authorization";
  return { [name]: (headers[name] ?? []).map(flip) };
};

/** Nine times of ten one of the good ones. */
const mostly = (good: readonly unknown[], bad: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  );

describe("every token that is accepted", () => {
  it("is accepted by jose too, with the same key and claims", async () => {
    const seconds = NOW / 1000;
    const claims = fc.record(
      {
        iss: mostly(["https://i.example", "https://h.example"], ["other", 7]),
        sub: mostly(["ana"], ["", 7, null]),
        aud: mostly(["api", ["x", "api"]], ["other", ["x"], 7]),
        exp: mostly([seconds + 60, seconds - 30], [seconds - 61, "x", 1e300]),
        nbf: mostly([seconds - 1, seconds + 30], [seconds + 61, "x"]),
        iat: mostly([seconds], [seconds + 1000, "x"]),
      },
      { requiredKeys: ["iss", "sub", "exp", "aud"] },
    );
    const header = fc.record(
      {
        alg: mostly(["RS256", "HS256"], ["none", "RS512"]),
        kid: mostly(["a"], [7]),
        crit: mostly([undefined], [[], ["x"]]),
      },
      { requiredKeys: ["alg"] },
    );
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(header, claims, fc.constantFrom("rsa", "hmac", "junk"), async (head, payload, by) => {
        const signer = by === "rsa" ? byRsa() : by === "hmac" ? byHmac(SECRET) : () => randomBytes(32);
        const made = token(head, payload, signer);
        const { kind } = await authorizer.authorize(
          call({ headers: { authorization: [`Bearer ${made}`] } }),
          NOW,
        );
        if (kind !== "allowed") return;
        accepted += 1;
        const isRs = payload.iss === "https://i.example";
        await jwtVerify(made, isRs ? rsa.publicKey : Buffer.from(SECRET), {
          algorithms: [isRs ? "RS256" : "HS256"],
          issuer: isRs ? "https://i.example" : "https://h.example",
          audience: "api",
          clockTolerance: 60,
          currentDate: new Date(NOW),
          requiredClaims: ["exp"],
        });
      }),
      { numRuns: 5000 },
    );
    expect(accepted).toBeGreaterThan(20);
  });
});
