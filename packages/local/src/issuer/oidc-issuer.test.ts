import { stat } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import {
  authorizeUrl,
  codeOf,
  exchange,
  folder,
  issuer,
  moveClock,
  offsetSeconds,
  onError,
  openBrowser,
  portal,
  redeem,
  redirectUri,
  signIn,
  startAgain,
  verify,
  withIssuer,
} from "./oidc-issuer.fixture.ts";

withIssuer();

describe("the issuer refuses", () => {
  it.each([
    ["another client", { client_id: "somebody" }],
    ["a redirect to another place", { redirect_uri: "http://127.0.0.1:4000/elsewhere" }],
  ])("%s, without redirecting", async (_name, changes) => {
    const answer = await openBrowser().visit(authorizeUrl(changes));
    expect([answer.status, answer.at.startsWith(issuer.issuer)]).toEqual([400, true]);
  });

  it("a sign-in without PKCE", async () => {
    const changes = { code_challenge: undefined, code_challenge_method: undefined };
    expect((await openBrowser().visit(authorizeUrl(changes))).at).toContain("error=invalid_request");
  });

  it("a code with another verifier, and a code used twice", async () => {
    const browser = openBrowser();
    const login = await browser.visit(authorizeUrl());
    const code = codeOf((await browser.visit(login.at, { email: "admin@demo.test" })).at);
    const stolen = {
      grant_type: "authorization_code",
      code,
      redirect_uri: redirectUri,
      code_verifier: "x".repeat(43),
    };
    expect((await exchange(stolen)).error).toBe("invalid_grant");
    expect(typeof (await redeem(code)).id_token).toBe("string");
    expect((await redeem(code)).error).toBe("invalid_grant");
  });

  it("an e-mail that is not offered, and anything but an e-mail where any is", async () => {
    const browser = openBrowser();
    const login = await browser.visit(authorizeUrl());
    const stranger = await browser.visit(login.at, { email: "eve@demo.test" });
    expect([stranger.status, (await stranger.text()).includes("cannot sign in")]).toEqual([400, true]);
    await issuer.stop();
    await startAgain({ anyEmail: true });
    const open = openBrowser();
    const page = await open.visit(authorizeUrl());
    expect((await open.visit(page.at, { email: "<b>@demo.test" })).status).toBe(400);
  });

  it("another browser in the middle of a sign-in", async () => {
    const login = await openBrowser().visit(authorizeUrl());
    expect((await openBrowser().visit(login.at, { email: "admin@demo.test" })).status).toBe(400);
  });
});

describe("a person who signs in", () => {
  it("chooses on a page without scripts and is in the ID token", async () => {
    const { login, tokens, done } = await signIn("provider@demo.test");
    const page = await login.text();
    expect(page).toContain("Petra Provider");
    expect(page).not.toMatch(/<script|any other e-mail/i);
    expect(login.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(new URL(done.at).searchParams.get("state")).toBe("s1");
    const { payload } = await verify(tokens.id_token);
    expect(payload).toMatchObject({
      sub: expect.any(String),
      email: "provider@demo.test",
      email_verified: true,
      name: "Petra Provider",
      nonce: "n1",
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
    expect(tokens.cors).toBe(portal);
    expect(onError).not.toHaveBeenCalled();
  });

  it("may have any e-mail where that is allowed, with the same sub each time", async () => {
    await issuer.stop();
    await startAgain({ anyEmail: true });
    const first = decodeJwt((await signIn("Eve@Example.test")).tokens.id_token);
    const second = decodeJwt(await issuer.issueIdToken({ email: "eve@example.test" }));
    expect(first).toMatchObject({ email: "eve@example.test", name: "eve", sub: second.sub });
  });

  it("gets a new refresh token with each use, and the old one is dead", async () => {
    const { tokens } = await signIn("admin@demo.test");
    const refresh = (refresh_token: string) => exchange({ grant_type: "refresh_token", refresh_token });
    const second = await refresh(tokens.refresh_token);
    expect((await verify(second.id_token)).payload).toMatchObject({ email: "admin@demo.test" });
    expect(second.refresh_token).not.toBe(tokens.refresh_token);
    expect((await refresh(tokens.refresh_token)).error).toBe("invalid_grant");
  });

  it("stays signed in until signing out, which leads back to the portal", async () => {
    const { browser, tokens } = await signIn("admin@demo.test");
    expect((await browser.visit(authorizeUrl())).at).toContain("code=");
    const logout = new URL(`${issuer.issuer}/session/end`);
    logout.searchParams.set("id_token_hint", tokens.id_token);
    logout.searchParams.set("post_logout_redirect_uri", `${portal}/`);
    const page = await (await browser.visit(logout.href)).text();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? "";
    const done = await browser.visit(`${issuer.issuer}/session/end/confirm`, { xsrf, logout: "yes" });
    expect(done.at).toBe(`${portal}/`);
    expect((await browser.visit(authorizeUrl())).at).toContain("/login/");
  });

  it("gets a token whose times go by Latchkey's clock, and can sign out with it", async () => {
    moveClock(30 * 86_400);
    const begun = Math.floor(Date.now() / 1000);
    const { browser, tokens } = await signIn("admin@demo.test");
    const { payload } = await verify(tokens.id_token);
    expect(payload.iat).toBeGreaterThanOrEqual(begun + offsetSeconds);
    expect(payload.iat).toBeLessThanOrEqual(Date.now() / 1000 + offsetSeconds);
    const logout = await browser.visit(`${issuer.issuer}/session/end?id_token_hint=${tokens.id_token}`);
    expect(logout.status).toBe(200);
  });
});

describe("issueIdToken", () => {
  it("gives what signing in gives, for as long as is asked", async () => {
    const token = await issuer.issueIdToken({ email: "Admin@demo.test", expiresIn: 60 });
    const { payload, protectedHeader } = await verify(token);
    const signedIn = await verify((await signIn("admin@demo.test")).tokens.id_token);
    expect(payload).toMatchObject({ email: "admin@demo.test", email_verified: true, name: "Ada Admin" });
    expect([payload.sub, protectedHeader.kid]).toEqual([signedIn.payload.sub, signedIn.protectedHeader.kid]);
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
  });

  it("is still believed after a restart, the key being kept to the owner", async () => {
    const token = await issuer.issueIdToken({ email: "admin@demo.test" });
    const { port } = new URL(issuer.issuer);
    await issuer.stop();
    await startAgain({ port: Number(port) });
    expect((await verify(token)).payload).toMatchObject({ email: "admin@demo.test" });
    expect((await stat(join(folder, "issuer-keys.json"))).mode & 0o777).toBe(0o600);
  });
});

describe("a request to another host", () => {
  const askAs = (host: string | undefined, path: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(issuer.issuer);
      const headers = host === undefined ? {} : { host: host.replace("PORT", port) };
      request({ host: "127.0.0.1", port, path, headers, setHost: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on("error", reject)
        .end();
    });
  const CONFIGURATION = "/.well-known/openid-configuration";

  it.each([
    "evil.example",
    "evil.example:PORT",
    "127.0.0.1.evil.example:PORT",
    "127.0.0.1",
    "127.0.0.1:1",
    "localhost.:PORT",
    "evil@127.0.0.1:PORT",
    "127.1:PORT",
    "",
  ])("is told nothing, whatever its name leads to: %j", async (host) => {
    for (const path of [CONFIGURATION, "/jwks", "/login/x", "/auth?client_id=latchkey-portal"])
      expect(await askAs(host, path)).toBeGreaterThanOrEqual(400);
    expect([400, 421]).toContain(await askAs(host, CONFIGURATION));
  });

  it.each(["127.0.0.1:PORT", "localhost:PORT", "[::1]:PORT", "LOCALHOST:PORT"])(
    "is not one to %s",
    async (host) => {
      expect(await askAs(host, CONFIGURATION)).toBe(200);
    },
  );
});
