import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, type OwnCalled, startCalled } from "./called.fixture.ts";
import { curl } from "./curl.fixture.ts";
import { type Outgoing, sendRaw } from "./send-raw.fixture.ts";

let called: OwnCalled;
beforeAll(async () => {
  called = await startCalled();
});
afterAll(() => called.stop());

const basic = (username: string, password: string) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
const of = ({ secret }: Caller) => basic(secret["username"] ?? "", secret["password"] ?? "");
const call = (authorization: string, more: Outgoing = {}) =>
  sendRaw(called.url("/orders"), { ...more, headers: { Authorization: authorization } });

describe("a user name and a password", () => {
  it("go through with curl, and are hidden from the upstream", async () => {
    const { secret } = await called.caller({ type: "basic" });
    const { status, json } = await curl(called.url("/orders"), { method: "GET", path: "" }, [
      "--user",
      `${secret["username"]}:${secret["password"]}`,
    ]);
    expect([status, json.headers.authorization]).toEqual([200, undefined]);
  });

  it("may hold colons after the first, and any script", async () => {
    await called.caller({ type: "basic", username: "jürgen", password: "päss:wörd:€" });
    expect((await call(basic("jürgen", "päss:wörd:€"))).status).toBe(200);
  });

  it("stay in the request where the credential says so, in the positions that it names", async () => {
    const shown = await called.caller({ type: "basic", hideCredential: false });
    expect((await call(of(shown))).json.headers.authorization).toEqual([of(shown)]);
    const moved = await called.caller({ type: "basic", in: [{ where: "header", name: "X-Login" }] });
    const answer = await sendRaw(called.url("/x"), { headers: { "x-login": of(moved) } });
    expect([answer.status, answer.json.headers["x-login"]]).toEqual([200, undefined]);
    expect((await call(of(moved))).status).toBe(401);
  });
});

const ATTACKS: Record<string, string> = {
  "no colon": `Basic ${Buffer.from("username").toString("base64")}`,
  "a NUL": `Basic ${Buffer.from("ana\0:secret").toString("base64")}`,
  "a line feed": `Basic ${Buffer.from("ana:sec\nret").toString("base64")}`,
  "invalid UTF-8": `Basic ${Buffer.from([0x61, 0xff, 0x3a, 0x62]).toString("base64")}`,
  "no base64": "Basic !!!",
  "base64 without padding": "Basic YW5hOnNlY3JldA",
  "white space inside": "Basic YW5h OnNlY3JldA==",
  nothing: "Basic ",
  "an empty user": basic("", "secret"),
  "an empty password": basic("ana", ""),
  "9 KB": basic("ana", "x".repeat(6000)),
  __proto__: basic("__proto__", "secret"),
  "a user in another case": basic("ANA", "the-right-password"),
  "a user with a blank": basic("ana ", "the-right-password"),
  "the password with a blank": basic("ana", "the-right-password "),
  "the password in another normal form": basic("ana", "the-right-password\u0301"),
};

describe("an attack on Basic", () => {
  beforeAll(async () => {
    await called.caller({ type: "basic", username: "ana", password: "the-right-password" });
  });

  it("is measured against one that goes through", async () => {
    expect((await call(basic("ana", "the-right-password"))).status).toBe(200);
  });

  it.each(Object.entries(ATTACKS))("is refused: %s", async (_name, value) => {
    const { status, json, headers } = await call(value, { from: "127.9.9.9" });
    expect([status, json.code]).toEqual([401, "invalid-credential"]);
    expect(headers["www-authenticate"]).toContain("Basic");
  });

  it("is refused with 1 MB before anything is read of it", async () => {
    const answer = await call(basic("ana", "x".repeat(750_000))).catch(() => ({ status: 431 }));
    expect([401, 431]).toContain(answer.status);
  });

  it("reads the same for an unknown user and a wrong password", async () => {
    const answerTo = async (username: string) => {
      const { json } = await call(basic(username, "wrong"), { from: "127.8.8.8" });
      const { requestId, ...problem } = json;
      // The instance is the request's, by its id.
      return { ...problem, instance: json.instance.replace(requestId, "") };
    };
    expect(await answerTo("ana")).toEqual(await answerTo("nobody"));
  });
});

describe("wrong passwords", () => {
  it("are looked at ten times a minute for a user and a source; another source still gets its try", async () => {
    const user = await called.caller({
      type: "basic",
      username: "throttled",
      password: "the-right-password",
    });
    const right = of(user);
    for (let n = 0; n < 10; n += 1)
      expect((await call(basic("throttled", `wrong-${n}`), { from: "127.1.0.1" })).status).toBe(401);
    expect((await call(right, { from: "127.1.0.77" })).status).toBe(401);
    expect((await call(right, { from: "127.1.1.1" })).status).toBe(200);
    // Right a moment ago: it passes from anywhere.
    expect((await call(right, { from: "127.1.0.1" })).status).toBe(200);
    expect(called.latchkey.output()).toContain('"reason":"rate-limited"');
  });

  it("are looked at again when the minute is over", async () => {
    await called.caller({ type: "basic", username: "patient", password: "the-right-password" });
    for (let n = 0; n < 10; n += 1) await call(basic("patient", `wrong-${n}`), { from: "127.2.0.1" });
    expect((await call(basic("patient", "the-right-password"), { from: "127.2.0.1" })).status).toBe(401);
    const move = (offsetSeconds: number) => called.root("PUT", "/_local/clock", { offsetSeconds });
    await move(61);
    expect((await call(basic("patient", "the-right-password"), { from: "127.2.0.1" })).status).toBe(200);
    await move(0);
  });

  it("of fifty users at once from one source are all checked, and delay no other caller", async () => {
    const right = of(await called.caller({ type: "basic" }));
    const others = await Promise.all([1, 2, 3].map(() => called.caller({ type: "basic" })));
    expect((await call(right, { from: "127.5.0.1" })).status).toBe(200);
    const [wrong, good] = await Promise.all([
      Promise.all(
        Array.from({ length: 50 }, (_, n) => call(basic(`victim-${n}`, "wrong"), { from: "127.6.0.1" })),
      ),
      Promise.all([right, ...others.map(of)].map((each) => call(each, { from: "127.5.2.1" }))),
    ]);
    expect(new Set(good.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(wrong.map(({ status }) => status))).toEqual(new Set([401]));
  });
});
