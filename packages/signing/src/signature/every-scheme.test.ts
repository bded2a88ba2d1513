import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  dictionary,
  oneof,
  option,
  property,
  record,
  string,
  stringMatching,
  tuple,
  uint8Array,
} from "fast-check";
import { describe, expect, it } from "vitest";
import { CHANGES } from "../../test/changes.ts";
import { inFull } from "../../test/in-full.ts";
import { SCHEMES } from "../../test/schemes.ts";
import type { OutgoingRequest } from "../outgoing-request.ts";
import { sha256Hex } from "../web-crypto.ts";
import { EMPTY_SHA256 } from "./body-digest.ts";

const text = oneof(
  string({ maxLength: 12 }),
  string({ unit: "grapheme", maxLength: 12 }),
  constantFrom("", "a b", "+", "%2F", "é"),
);
const segment = text
  .filter((part) => !/^\.{0,2}$/.test(part))
  .map((part) => encodeURIComponent(part.toWellFormed()));
const url = tuple(array(segment, { maxLength: 4 }), array(tuple(text, text), { maxLength: 5 })).map(
  ([path, pairs]) => {
    const query = pairs.map((pair) => pair.map((part) => encodeURIComponent(part.toWellFormed())).join("="));
    return `https://api.example.com/${path.join("/")}${query.length > 0 ? `?${query.join("&")}` : ""}`;
  },
);
const headerValue = stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/);
const request = record({
  method: constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"),
  url,
  headers: dictionary(stringMatching(/^x-[a-z]{1,8}$/), headerValue, { maxKeys: 4 }),
  body: option(oneof(string(), uint8Array()), { nil: undefined }),
}).map(({ body, ...rest }): OutgoingRequest => (body === undefined ? rest : { ...rest, body }));

const OUTCOMES = ["accepted", "needs-body", "refused", undefined];

describe.each(SCHEMES)("$name", (scheme) => {
  it("verifies what it signed, with the body it was signed for", async () => {
    await assert(
      asyncProperty(request, async (sent) => {
        const digest = await sha256Hex(sent.body ?? "");
        const verdict = scheme.receive(await scheme.send(sent));
        expect(verdict).toMatchObject({
          outcome: "accepted",
          body: digest === EMPTY_SHA256 ? "none" : { sha256: digest },
        });
      }),
      { numRuns: inFull ? 150 : 50 },
    );
  });

  it("refuses it once anything that was signed is another", async () => {
    await assert(
      asyncProperty(request, async (sent) => {
        const good = await scheme.send(sent);
        for (const [what, change] of CHANGES) {
          const changed = change(good);
          if (JSON.stringify(changed) === JSON.stringify(good)) continue;
          expect([what, scheme.receive(changed)?.outcome]).not.toEqual([what, "accepted"]);
        }
      }),
      { numRuns: inFull ? 60 : 20 },
    );
  });

  it("refuses it with another secret", async () => {
    await assert(
      asyncProperty(request, string({ minLength: 1 }), async (sent, secret) => {
        const verdict = scheme.receive(await scheme.send(sent, secret));
        expect(verdict?.outcome).not.toBe("accepted");
      }),
      { numRuns: inFull ? 30 : 15 },
    );
  });

  it("answers anything at all, and throws nothing", () => {
    const anyText = oneof(
      string(),
      string({ unit: "binary" }),
      constantFrom("\0", "\n", "\ud800", "__proto__"),
    );
    const lists = dictionary(anyText, array(anyText, { maxLength: 3 }), { maxKeys: 6 });
    const anything = record({
      method: anyText,
      path: anyText,
      query: array(tuple(anyText, anyText), { maxLength: 5 }),
      headers: tuple(lists, array(anyText, { maxLength: 2 })).map(([headers, authorization]) => ({
        ...headers,
        authorization,
      })),
    });
    assert(property(anything, (hostile) => scheme.receive(hostile)?.outcome !== "accepted"));
  });

  it("answers a valid request with anything in one of its places", async () => {
    const sent = await scheme.send({
      method: "POST",
      url: "https://api.example.com/a/b?x=1&y=2",
      headers: { "content-type": "text/plain" },
      body: "hello",
    });
    const places = [...Object.keys(sent.headers), "method", "path", ...sent.query.map(([name]) => name)];
    const anyText = oneof(string(), string({ unit: "binary" }));
    assert(
      property(constantFrom(...places), anyText, (place, value) => {
        const hostile = {
          ...sent,
          ...(place === "method" || place === "path" ? { [place]: value } : {}),
          query: sent.query.map(([name, old]): [string, string] => [name, name === place ? value : old]),
          headers: Object.hasOwn(sent.headers, place) ? { ...sent.headers, [place]: [value] } : sent.headers,
        };
        return OUTCOMES.includes(scheme.receive(hostile)?.outcome);
      }),
      { numRuns: inFull ? 500 : 150 },
    );
  });
});
