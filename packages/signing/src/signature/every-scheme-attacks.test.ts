import { describe, expect, it } from "vitest";
import { clock, now, SCHEMES, secretKey } from "../../test/schemes.ts";
import type { SignedRequest } from "../signed-request.ts";
import { completeSignature } from "./completion.ts";

const sent = {
  method: "POST",
  url: "https://api.example.com/v1/orders?b=2&a=1",
  headers: { "content-type": "application/json", "x-tenant": "one" },
  body: '{"hello":"world"}',
};
const sha256 = "93a23971a914e5eacbf0a8d25154cda309c3c1c72fbb9914d47c60f3cb681588";

const withHeader = (request: SignedRequest, name: string, ...values: string[]) => ({
  ...request,
  headers: { ...request.headers, [name]: values },
});

describe.each(SCHEMES)("a request signed by $name", (scheme) => {
  const good = scheme.send(sent);

  it("is accepted for exactly its body, and says how to remember it", async () => {
    const verdict = scheme.receive(await good);
    expect(verdict).toEqual({
      outcome: "accepted",
      body: { sha256 },
      signature: expect.stringMatching(/^[0-9a-f]{64}$/),
      validUntil: now + 300,
    });
  });

  it("has no body when it was signed without one", async () => {
    const verdict = scheme.receive(await scheme.send({ method: "GET", url: sent.url }));
    expect(verdict).toMatchObject({ outcome: "accepted", body: "none" });
  });

  it.each<[attack: string, change: (request: SignedRequest) => SignedRequest]>([
    ["for another method", (request) => ({ ...request, method: "PUT" })],
    ["for another spelling of the method", (request) => ({ ...request, method: "post" })],
    ["for another path", (request) => ({ ...request, path: "/v1/orders/2" })],
    ["for an escaped spelling of the path", (request) => ({ ...request, path: "/v1/%6frders" })],
    ["for an upward path", (request) => ({ ...request, path: "/v1/orders/../admin" })],
    ["for an upward path, escaped", (request) => ({ ...request, path: "/v1/orders/%2e%2e/admin" })],
    ["for a path with another's lines in it", (request) => ({ ...request, path: "/v1/orders\nx:y" })],
    ["for a path that is none", (request) => ({ ...request, path: "*" })],
    ["for another query", (request) => ({ ...request, query: request.query.slice(1) })],
    ["with a pair more", (request) => ({ ...request, query: [...request.query, ["admin", "true"]] })],
    ["for another host", (request) => withHeader(request, "host", "other.example.com")],
    ["with two hosts", (request) => withHeader(request, "host", "api.example.com", "evil.example.com")],
    ["with another signed header", (request) => withHeader(request, "x-tenant", "two")],
    ["with a signed header twice", (request) => withHeader(request, "x-tenant", "one", "two")],
    ["with a signed header of two lines", (request) => withHeader(request, "x-tenant", "one\nhost:evil")],
    [
      "with a signed header gone",
      ({ headers: { "x-tenant": _, ...headers }, ...rest }) => ({ ...rest, headers }),
    ],
    ["with the host gone", ({ headers: { host: _, ...headers }, ...rest }) => ({ ...rest, headers })],
    [
      "with the host only inherited",
      ({ headers: { host, ...headers }, ...rest }) => ({
        ...rest,
        headers: Object.assign(Object.create({ host }), headers),
      }),
    ],
    ["with a megabyte in the path", (request) => ({ ...request, path: `/${"a".repeat(1 << 20)}` })],
    [
      "with a megabyte in the query",
      (request) => ({ ...request, query: [...request.query, ["a", "a".repeat(1 << 20)]] }),
    ],
    ["with a megabyte in a header", (request) => withHeader(request, "x-tenant", "a".repeat(1 << 20))],
    [
      "with 100,000 pairs",
      (request) => ({ ...request, query: [...request.query, ...Array(100_000).fill(["a", "b"])] }),
    ],
  ])("is refused %s", async (_, change) => {
    expect(scheme.receive(change(await good))?.outcome).toBe("refused");
  });

  it("is refused for another consumer's secret", async () => {
    expect(scheme.receive(await good, {}, now, `${secretKey}x`)).toEqual({
      outcome: "refused",
      reason: "bad-signature",
    });
  });

  it("is refused when the server has no secret", async () => {
    expect(scheme.receive(await good, {}, now, "")).toEqual({ outcome: "refused", reason: "bad-signature" });
    await expect(scheme.send(sent, "")).rejects.toThrow();
  });

  it("is refused outside its time", async () => {
    const skewed = { outcome: "refused", reason: "clock-skew" };
    expect(scheme.receive(await good, {}, now - 301)).toEqual(skewed);
    expect(scheme.receive(await good, {}, now + 301)).toEqual(skewed);
    expect(scheme.receive(await good, {}, Number.NaN)).toEqual(skewed);
    expect(scheme.receive(await good, { clockSkewSeconds: 10 }, now - 11)).toEqual(skewed);
    expect(scheme.receive(await good, {}, now - 300)?.outcome).toBe("accepted");
    expect(scheme.receive(await good, {}, now + 300)?.outcome).toBe("accepted");
  });

  it("is ignored in a header that was added unsigned", async () => {
    const verdict = scheme.receive(withHeader(await good, "x-forwarded-for", "192.0.2.1"));
    expect(verdict).toMatchObject({ outcome: "accepted", body: { sha256 } });
  });

  it("is not widened by a digest header that was added", async () => {
    const bare = await scheme.send({ method: "POST", url: sent.url });
    for (const name of ["content-digest", "digest", "x-amz-content-sha256", "x-gateway-content-sha256"]) {
      const verdict = scheme.receive(withHeader(bare, name, "UNSIGNED-PAYLOAD"), {
        allowUnsignedPayload: true,
      });
      expect([name, verdict]).not.toMatchObject([name, { outcome: "accepted", body: "any" }]);
    }
  });

  it("waits for the body when a signed Content-Length does not arrive", async () => {
    const headers = { ...sent.headers, "content-length": "17" };
    const { headers: arrived, ...rest } = await scheme.send({ ...sent, headers });
    const { "content-length": _, ...lacking } = arrived;
    const verdict = scheme.receive({ ...rest, headers: lacking });
    if (verdict?.outcome !== "needs-body") throw new Error(JSON.stringify(verdict));
    const completion = JSON.parse(JSON.stringify(verdict.completion));
    expect(JSON.stringify(completion).length).toBeLessThan(2_048);
    expect(completeSignature(completion, sha256, 18)).toEqual({
      outcome: "refused",
      reason: "bad-signature",
    });
    expect(completeSignature(completion, "0".repeat(64), 17)).toEqual({
      outcome: "refused",
      reason: "body-mismatch",
    });
    expect(completeSignature(completion, sha256, 17)).toEqual({
      outcome: "accepted",
      body: { sha256 },
      signature: completion.signature,
      validUntil: now + 300,
    });
  });

  it("is refused when it is claimed twice", async () => {
    const request = await good;
    for (const name of ["authorization", "signature-input"]) {
      const values = request.headers[name];
      if (values)
        expect(scheme.receive(withHeader(request, name, ...values, ...values))?.outcome).toBe("refused");
    }
    const proof = request.query.find(([name]) => name === "X-Amz-Signature");
    if (proof)
      expect(scheme.receive({ ...request, query: [...request.query, proof] })?.outcome).toBe("refused");
    expect(clock.getTime()).toBe(now * 1000);
  });

  it("is not recognised without its proof", async () => {
    const { headers, ...rest } = await good;
    const { authorization: _, signature: __, ...others } = headers;
    const query = rest.query.filter(([name]) => name !== "X-Amz-Signature");
    expect(scheme.receive({ ...rest, query, headers: others })).toBeUndefined();
    for (const value of ["Bearer x", "AWS4-HMAC-SHA256x y", "HMAC-SHA2567 x", "Signatures x", ""]) {
      expect(
        scheme.receive({ ...rest, query, headers: { ...others, authorization: [value] } }),
      ).toBeUndefined();
    }
  });
});
