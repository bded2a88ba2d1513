import { describe, expect, it } from "vitest";
import { SIGNING_STAGES } from "./called.fixture.ts";
import {
  BODY,
  beforeSigning,
  called,
  caller,
  keysOf,
  make,
  SCHEMES,
  type SchemeName,
  type Signed,
  seconds,
  send,
  victim,
} from "./signature-attacks.fixture.ts";

describe.each(SIGNING_STAGES)("$stage", ({ stage, environment }) => {
  beforeSigning(environment);

  /** What is changed after the signature was made. */
  const ATTACKS: Record<string, (scheme: SchemeName) => Promise<Signed>> = {
    "another path": async (scheme) => ({ ...(await make(scheme)), url: called.url("/admin?a=1") }),
    "a slash more": async (scheme) => ({ ...(await make(scheme)), url: called.url("/orders/x?a=1") }),
    "another service": async (scheme) => ({
      ...(await make(scheme)),
      url: `${called.latchkey.gateway}/${called.other}/orders?a=1`,
    }),
    "another method": async (scheme) => ({ ...(await make(scheme)), method: "PUT" }),
    "another query value": async (scheme) => ({ ...(await make(scheme)), url: called.url("/orders?a=2") }),
    "a query parameter more": async (scheme) => ({
      ...(await make(scheme)),
      url: called.url("/orders?a=1&admin=true"),
    }),
    "the query gone": async (scheme) => ({ ...(await make(scheme)), url: called.url("/orders") }),
    "a repeated query value": async (scheme) => ({
      ...(await make(scheme)),
      url: called.url("/orders?a=1&a=1"),
    }),
    "another body": async (scheme) => ({ ...(await make(scheme)), body: '{"amount":99}' }),
    "a body where none was signed": async (scheme) => ({ ...(await make(scheme, { body: "" })), body: BODY }),
    "the body gone": async (scheme) => {
      const { body: _gone, ...rest } = await make(scheme);
      return rest;
    },
    "a signed header changed": async (scheme) => {
      const signed = await make(scheme);
      return { ...signed, headers: { ...signed.headers, "content-type": "text/html" } };
    },
    "a signed header gone": async (scheme) => {
      const signed = await make(scheme);
      const { "content-type": _gone, ...headers } = signed.headers;
      return { ...signed, headers };
    },
    "another secret": (scheme) => make(scheme, { keys: { ...keysOf(caller), secretKey: "guessed" } }),
    "an empty secret": (scheme) => make(scheme, { keys: { ...keysOf(caller), secretKey: "x" } }),
    "another consumer's access key": (scheme) =>
      make(scheme, { keys: { ...keysOf(caller), accessKey: keysOf(victim).accessKey } }),
    "a guessed access key": (scheme) =>
      make(scheme, { keys: { ...keysOf(caller), accessKey: "LK0000000000000000000000" } }),
    "a date of ten minutes ago": (scheme) => make(scheme, { at: seconds(-600) }),
    "a date in ten minutes": (scheme) => make(scheme, { at: seconds(600) }),
  };

  /** APISIX's clients sign the target, the date and the headers that they list; this client lists the type. */
  const rows = SCHEMES.flatMap((scheme) =>
    Object.entries(ATTACKS).map(([what, attack]) => ({ name: `${scheme}: ${what}`, scheme, attack })),
  );

  describe("an attack on a signed request", () => {
    it.each(SCHEMES)("is measured against one that goes through: %s", async (scheme) => {
      expect((await send(await make(scheme))).status).toBe(200);
      expect((await send(await make(scheme, { body: "", method: "GET" }))).status).toBe(200);
    });

    it.each(rows)("is refused: $name", async ({ scheme, attack }) => {
      const { status, json } = await send(await attack(scheme));
      expect([status, json.code]).toEqual([401, "invalid-credential"]);
    });

    it.each(SCHEMES)("is refused for another host: %s", async (scheme) => {
      const signed = await make(scheme);
      if (scheme === "signature") return expect(Object.keys(signed.headers)).not.toContain("host");
      const headers = { ...signed.headers, Host: "evil.example" };
      expect((await send({ ...signed, headers })).status).toBe(401);
    });

    it.each(SCHEMES)(
      "with an unsigned header added tells the upstream no more than the client did: %s",
      async (scheme) => {
        const signed = await make(scheme);
        const { status, json } = await send({
          ...signed,
          headers: { ...signed.headers, "X-Consumer-Id": "con_evil", "X-Note": "hello" },
        });
        expect([status, json.headers["x-consumer-id"], json.headers["x-note"]]).toEqual([
          200,
          [caller.consumer.id],
          ["hello"],
        ]);
      },
    );
  });

  describe("schemes", () => {
    it("that the credential does not list are refused", async () => {
      const only = await called.caller({ type: "aksk", schemes: ["rfc9421"] });
      for (const scheme of SCHEMES)
        expect((await send(await make(scheme, { keys: keysOf(only) }))).status).toBe(
          scheme === "rfc9421" ? 200 : 401,
        );
    });

    it("of Kong's are refused where the credential lists none", async () => {
      const usual = await called.caller({ type: "aksk" });
      expect((await send(await make("signature", { keys: keysOf(usual) }))).status).toBe(200);
      expect((await send(await make("kong", { keys: keysOf(usual) }))).status).toBe(401);
    });

    it("take a signature of Kong's in Proxy-Authorization, and hide it", async () => {
      const { headers, ...signed } = await make("kong");
      const { authorization = "", ...rest } = headers;
      const moved = { ...rest, "proxy-authorization": authorization };
      const { status, json } = await send({ ...signed, headers: moved });
      // CloudFront drops this header.
      if (stage === "behind the edge") return expect(status).toBe(401);
      expect([status, json.headers["proxy-authorization"]]).toEqual([200, undefined]);
      const wrong = { ...moved, "proxy-authorization": authorization.replace(/.{4}"$/, 'AAA="') };
      expect((await send({ ...signed, headers: wrong })).status).toBe(401);
    });

    it("take an imported access key too", async () => {
      const imported = await called.caller({
        type: "aksk",
        schemes: [...SCHEMES],
        accessKey: "AKIDEXAMPLE",
        secretKey: "an-imported-secret-key",
      });
      for (const scheme of SCHEMES)
        expect((await send(await make(scheme, { keys: keysOf(imported) }))).status).toBe(200);
    });

    it("may be in another header as a whole where the credential says so", async () => {
      const moved = await called.caller({ type: "aksk", in: [{ where: "header", name: "X-Sign" }] });
      const { headers, ...signed } = await make("aws4", { keys: keysOf(moved) });
      const { authorization = "", ...rest } = headers;
      const { status, json } = await send({ ...signed, headers: { ...rest, "x-sign": authorization } });
      expect([status, json.headers["x-sign"]]).toEqual([200, undefined]);
      expect((await send({ ...signed, headers })).status).toBe(401);
    });
  });
});
