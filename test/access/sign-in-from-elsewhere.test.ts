import { afterEach, describe, expect, it } from "vitest";
import { asRoot } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";

let latchkey: RunningLatchkey;
afterEach(() => latchkey[Symbol.asyncDispose]());

/** The issuer's answer to a person who claims to be `email`: a redirect if the claim was enough. */
const signInAs = async (email: string): Promise<number> => {
  const asked = new URLSearchParams({
    client_id: "latchkey-portal",
    response_type: "code",
    scope: "openid email",
    redirect_uri: `${latchkey.control}/signed-in`,
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWBuGJSstw-cM",
    code_challenge_method: "S256",
  });
  const begun = await fetch(`${latchkey.issuer}/auth?${asked}`, { redirect: "manual" });
  const cookie = begun.headers.getSetCookie().map((line) => line.split(";")[0]);
  const login = new URL(begun.headers.get("location") ?? "", latchkey.issuer);
  const answer = await fetch(`${latchkey.issuer}${login.pathname}`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookie.join("; ") },
    body: new URLSearchParams({ email }),
  });
  return answer.status;
};

const start = async (host: string, others: Record<string, string> = {}) => {
  latchkey = await startLatchkey({ LATCHKEY_SEED: "demo", LATCHKEY_HOST: host, ...others });
};

describe("the issuer that asks for no password", () => {
  it("signs in on the machine as any person that one names", async () => {
    await start("127.0.0.1");
    for (const email of ["admin@demo.test", "anybody@example.com"])
      expect([302, 303]).toContain(await signInAs(email));
  });

  it("signs in no person where other machines reach it, the demo's admin included", async () => {
    await start("0.0.0.0");
    for (const email of ["admin@demo.test", "anybody@example.com"]) expect(await signInAs(email)).toBe(400);
    expect((await asRoot(latchkey)("GET", "/v1/me")).status).toBe(200);
  });

  it("signs in where a container listens on all addresses, and is published on loopback", async () => {
    await start("0.0.0.0", { LATCHKEY_REACHED_AT: "127.0.0.1" });
    expect(latchkey.issuer).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect([302, 303]).toContain(await signInAs("admin@demo.test"));
    expect((await fetch(`${latchkey.control}/_local/inbox.json`)).status).toBe(200);
  });
});
