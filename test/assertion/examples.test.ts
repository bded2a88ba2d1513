import { createHash, createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { assertionKey, publicAssertionKeys } from "@latchkey/core/assertion/assertion-keys";
import { signAssertion } from "@latchkey/core/assertion/sign-assertion";
import { newKeyRing } from "@latchkey/core/key-ring/new-key-ring";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Checker, isPresent, type Language, startExample } from "./example.fixture.ts";

const digest = (text: string) => createHash("sha256").update(text).digest("hex");
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

const LANGUAGES: [Language, string][] = [
  ["js", "Node"],
  ["python", "Python"],
  ["go", "Go"],
];
const missing = new Map(
  await Promise.all(LANGUAGES.map(async ([language]) => [language, !(await isPresent(language))] as const)),
);

describe.each(LANGUAGES)("the example in %s", (language, name) => {
  const note = missing.get(language) ? ` (not run: ${name} with what it needs is not installed here)` : "";

  describe.skipIf(note !== "")(`as docs/assertion.md shows it${note}`, () => {
    const ring = newKeyRing(Date.now(), randomBytes);
    let issuer: string;
    let stopKeys: () => void;
    let checker: Checker;

    beforeAll(async () => {
      const server = createServer((_request, response) =>
        response.end(JSON.stringify(publicAssertionKeys(ring))),
      );
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
      issuer = `http://127.0.0.1:${address.port}`;
      stopKeys = () => {
        server.closeAllConnections();
        server.close();
      };
      checker = await startExample(language, issuer);
    });
    afterAll(async () => {
      await checker?.stop();
      stopKeys?.();
    });

    const call = (fields = {}) => ({
      service: "weather",
      consumer: "con_1",
      credential: "crd_1",
      subscription: "sub_1",
      requestId: "request-1",
      bodySha256: digest("hello"),
      ...fields,
    });
    const made = ({ ago = 0, by = ring, from = issuer, ...fields } = {}) =>
      signAssertion(assertionKey(by), from, call(fields), Date.now() - ago * 1000, randomBytes);
    const check = (assertion: string, body = "hello") => checker.check(assertion, "weather", body);

    const changed = () => {
      const [head, claims = "", proof] = made().split(".");
      const other = Buffer.from(claims, "base64url").toString().replace("con_1", "con_2");
      return `${head}.${Buffer.from(other).toString("base64url")}.${proof}`;
    };
    const { current } = ring;
    const under = (header: object, sign: (input: string) => string) => {
      const input = `${part(header)}.${made().split(".")[1]}`;
      return `${input}.${sign(input)}`;
    };
    const publicHalf = () => Buffer.from(publicAssertionKeys(ring).keys[0]?.x ?? "", "base64url");
    const typ = "latchkey-assertion+jwt";

    it.each([
      ["nothing", () => ""],
      ["no token", () => "a.b.c"],
      ["one that is two minutes old", () => made({ ago: 120 })],
      ["one of two minutes from now", () => made({ ago: -120 })],
      ["one for another service", () => made({ service: "tides" } as object)],
      ["one of another Latchkey", () => made({ from: "https://elsewhere.example" })],
      ["one with a claim changed", changed],
      [
        "one signed with another key of the same name",
        () => made({ by: { current, keys: { [current]: randomBytes(32).toString("base64") } } }),
      ],
      ["one signed with an unknown key", () => made({ by: newKeyRing(Date.now() - 1e9, randomBytes) })],
      ["one without a signature", () => under({ alg: "none", typ, kid: current }, () => "")],
      [
        "one signed with the public key as a secret",
        () =>
          under({ alg: "HS256", typ, kid: current }, (input) =>
            createHmac("sha256", publicHalf()).update(input).digest("base64url"),
          ),
      ],
      ["one of another type", () => under({ alg: "EdDSA", typ: "JWT", kid: current }, () => "AAAA")],
    ])("refuses %s", async (_what, assertion) => {
      expect(await check(assertion())).toMatch(/^no /);
    });

    it("refuses one for another body", async () => {
      expect(await check(made(), "hullo")).toMatch(/^no /);
      expect(await check(made(), "")).toMatch(/^no /);
    });

    it("takes one of now for this service and this body, and says who calls", async () => {
      expect(await check(made())).toBe("ok con_1");
      expect(await check(made({ ago: 30 }))).toBe("ok con_1");
      expect(await check(made({ bodySha256: digest("") } as object), "")).toBe("ok con_1");
    });
  });
});
