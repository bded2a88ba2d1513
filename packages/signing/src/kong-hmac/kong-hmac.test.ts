import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseHttpDate } from "../http-date.ts";
import type { SignedRequest } from "../signed-request.ts";
import { parseKongHmac } from "./parse-kong-hmac.ts";
import { verifyKongHmac } from "./verify-kong-hmac.ts";

const date = "Thu, 22 Jun 2017 17:15:21 GMT";
const now = parseHttpDate(date) ?? Number.NaN;
const secret = "secret";

const request = (authorization: string, more: Partial<SignedRequest> = {}): SignedRequest => {
  const headers = { host: ["hmac.com"], date: [date], authorization: [authorization], ...more.headers };
  return { method: "GET", path: "/requests", query: [], ...more, headers };
};

const receive = (signed: SignedRequest, at = now) => {
  const parsed = parseKongHmac(signed);
  return parsed?.outcome === "claimed" ? verifyKongHmac(signed, parsed.claim, secret, at, {}) : parsed;
};

const sign = (text: string, hash = "sha256") => createHmac(hash, secret).update(text).digest("base64");
const signedBy = (headers: string, text: string, hash = "sha256") =>
  `hmac username="alice123", algorithm="hmac-${hash}", headers="${headers}", signature="${sign(text, hash)}"`;
const plain = `date: ${date}\nGET /requests HTTP/1.1`;
const good = signedBy("date request-line", plain);
const digest = "SHA-256=SBH7QEtqnYUpEcIhDbmStNd1MxtHg2+feBfWc1105MA=";

describe("a request signed as Kong's documentation shows", () => {
  it("is accepted: the example of the plugin's page", () => {
    const value =
      'hmac username="alice123", algorithm="hmac-sha256", headers="date request-line", signature="ujWCGHeec9Xd6UD2zlyxiNMCiXnDOWeVFMu5VeRUxtw="';
    expect(value).toBe(good);
    expect(receive(request(value))).toMatchObject({
      outcome: "accepted",
      body: "none",
      validUntil: now + 300,
    });
  });

  it("has the body whose digest it covers: the second example of the page", () => {
    const value =
      'hmac username="alice123", algorithm="hmac-sha256", headers="date request-line digest", signature="gaweQbATuaGmLrUr3HE0DzU1keWGCt3H96M28sSHTG8="';
    const at = "Thu, 22 Jun 2017 21:12:36 GMT";
    const headers = { digest: [digest] };
    const sent = request(value, { headers: { ...headers, date: [at] } });
    expect(receive(sent, parseHttpDate(at))).toMatchObject({
      outcome: "accepted",
      body: { sha256: "4811fb404b6a9d852911c2210db992b4d775331b47836f9f7817d6735d74e4c0" },
    });
    expect(receive(request(good, { headers }))).toMatchObject({ outcome: "accepted", body: "none" });
  });

  it.each([
    ["Hmac as the scheme", good.replace("hmac", "Hmac")],
    ["no space after the commas", good.replaceAll('", ', '",')],
    ["@request-target", signedBy("@request-target date", `@request-target: get /requests\ndate: ${date}`)],
    [
      "names as they were listed",
      signedBy("Date request-line Host", `Date: ${date}\nGET /requests HTTP/1.1\nHost: hmac.com`),
    ],
    ["SHA-384", signedBy("date request-line", plain, "sha384")],
    ["SHA-512", signedBy("date request-line", plain, "sha512")],
  ])("is accepted with %s", (_, value) => {
    expect(receive(request(value))).toMatchObject({ outcome: "accepted" });
  });

  it("is accepted in Proxy-Authorization, and not in both headers", () => {
    const { authorization, ...headers } = request(good).headers;
    const moved = { ...headers, "proxy-authorization": authorization ?? [] };
    expect(receive({ ...request(good), headers: moved })).toMatchObject({ outcome: "accepted" });
    expect(receive(request(good, { headers: moved }))).toEqual({ outcome: "malformed" });
  });

  it("tells its time by X-Date where that is signed", () => {
    const later = "Thu, 22 Jun 2017 18:15:21 GMT";
    const signed = signedBy(
      "date x-date request-line",
      `date: ${date}\nx-date: ${later}\nGET /requests HTTP/1.1`,
    );
    const sent = request(signed, { headers: { "x-date": [later] } });
    expect(receive(sent)).toMatchObject({ reason: "clock-skew" });
    expect(receive(sent, now + 3600)).toMatchObject({ outcome: "accepted" });
    expect(receive(request(good, { headers: { "x-date": [later] } }))).toMatchObject({ outcome: "accepted" });
  });

  it("is accepted with the query in alphabetical order or as the event gives it", () => {
    const query: [string, string][] = [
      ["b", "2"],
      ["a", "x y"],
    ];
    for (const target of ["a=x%20y&b=2", "b=2&a=x%20y", "b=2&a=x+y"]) {
      const text = plain.replace("/requests", `/requests?${target}`);
      expect(receive(request(signedBy("date request-line", text), { query }))).toMatchObject({
        outcome: "accepted",
      });
    }
  });
});

describe("an attack on such a request", () => {
  it.each(["", "MD5=AAAA", "SHA-256=AAAA", `${digest.slice(0, -2)}B=`])(
    "is malformed when it covers a digest that reads %j",
    (told) => {
      const signed = signedBy("date request-line digest", `${plain}\ndigest: ${told}`);
      expect(receive(request(signed, { headers: { digest: [told] } }))).toMatchObject({
        reason: "malformed-credential",
      });
    },
  );

  it.each([
    ["for another version of HTTP", signedBy("date request-line", plain.replace("1.1", "1.0"))],
    ["over the names alone", signedBy("date request-line", "date:\nrequest-line:")],
    ["over a header that is not there", signedBy("date request-line x-a", `${plain}\nx-a:`)],
    ["over a line feed at the end", signedBy("date request-line", `${plain}\n`)],
    [
      "over the target of another method",
      signedBy("date @request-target", `date: ${date}\n@request-target: post /requests`),
    ],
  ])("is a bad signature %s", (_, value) => {
    expect(receive(request(value))).toMatchObject({ reason: "bad-signature" });
  });

  it("takes a header called request-line for no request line", () => {
    const text = plain.replace("GET /requests HTTP/1.1", "request-line: GET /admin HTTP/1.1");
    const headers = { "request-line": ["GET /admin HTTP/1.1"] };
    expect(receive(request(signedBy("date request-line", text), { headers }))).toMatchObject({
      reason: "bad-signature",
    });
  });

  it.each([
    ["the target", signedBy("date host", `date: ${date}\nhost: hmac.com`)],
    ["a date", signedBy("request-line host", `GET /requests HTTP/1.1\nhost: hmac.com`)],
    ["any names", signedBy("", "")],
    ["a user", good.replace("alice123", "")],
    ["its algorithm", good.replace('algorithm="hmac-sha256", ', "")],
    ["an algorithm of ours", signedBy("date request-line", plain, "sha1")],
    ["a hash that is a hash", good.replace("hmac-sha256", "constructor")],
    ["a signature of its algorithm's length", good.replace("hmac-sha256", "hmac-sha512")],
    ["its headers", good.replace(/headers="[^"]*", /, "")],
    ["a signature", good.replace(/signature="[^"]*"/, 'signature=""')],
    ["a name only once", good.replace("date ", "date Date ")],
    ["names that are names", good.replace("date ", "date x:y ")],
    ["a parameter only once", `${good}, username="other"`],
    ["only known parameters", `${good}, expires="1"`],
    ["an end to its quotes", good.slice(0, -1)],
    ["a canonical signature", good.replace(/w="$/, 'x="')],
    ["fewer than 65 names", good.replace("date ", `date ${"x ".repeat(65)}`)],
    ["less than a megabyte", `${good}${" ".repeat(1 << 20)}`],
  ])("is malformed without %s", (_, value) => {
    expect(receive(request(value))).toEqual({ outcome: "malformed" });
  });

  it.each([
    "hmac",
    "hmac x",
    'hmacusername="a"',
    'HMAC username="a"',
    'hmac algorithm="hmac-sha256", username="a"',
  ])("is none of this scheme's: %s", (value) => expect(receive(request(value))).toBeUndefined());
});
