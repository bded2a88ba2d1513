import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { servePortal } from "./serve-portal.ts";

let folder: string;
let server: Server;
let origin: string;

const settings = (controlUrl: string) => ({
  controlUrl,
  gatewayUrl: "https://gateway.example/stage",
  issuer: "https://issuer.example/pool",
  clientId: "portal",
});

const PAGE = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "portal-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), "<!doctype html><title>The portal</title>");
  await writeFile(join(folder, "assets", "main-abc.js"), "export const portal = 1;".repeat(50));
  server = createServer((request, response) => {
    void serve(request, response).then((served) => served || response.writeHead(404).end("the API"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const serve = await servePortal(settings(origin), folder);
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const OF_THE_API = [
  "/v1/teams",
  "/v1/nothing",
  "/v1",
  "/approvals/x",
  "/invitations/x",
  "/docs",
  "/docs/problems",
  "/.well-known/api-catalog",
  "/healthz",
];

describe("the portal on the control plane's address", () => {
  it("leaves the API's paths to the API, whatever is asked for", async () => {
    for (const path of OF_THE_API)
      expect(await (await fetch(`${origin}${path}`, { headers: PAGE })).text(), path).toBe("the API");
  });

  it("leaves changes, and programs that ask for what does not exist, to the API", async () => {
    expect(await (await fetch(`${origin}/`, { method: "POST", headers: PAGE })).text()).toBe("the API");
    const json = { accept: "application/json" };
    expect(await (await fetch(`${origin}/nothing`, { headers: json })).text()).toBe("the API");
  });

  it("does not answer a lost asset with a page", async () =>
    expect((await fetch(`${origin}/assets/main-old.js`)).status).toBe(404));

  it("answers its page for its own addresses, never kept without asking again", async () => {
    const answer = await fetch(`${origin}/consumers/con_1/credentials?x=1`, { headers: PAGE });
    expect(await answer.text()).toContain("The portal");
    expect(answer.headers.get("cache-control")).toBe("no-cache");
  });

  it("allows no inline script or style, and requests only to the planes and the issuer", async () => {
    const policy = (await fetch(origin)).headers.get("content-security-policy") ?? "";
    expect(policy).not.toContain("unsafe");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`connect-src 'self' ${origin} https://gateway.example https://issuer.example;`);
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it("lets hashed files be kept for a year, compressed", async () => {
    const answer = await fetch(`${origin}/assets/main-abc.js`, { headers: { "accept-encoding": "br" } });
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(answer.headers.get("content-encoding")).toBe("br");
    expect(answer.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(await answer.text()).toContain("export const portal = 1;");
  });

  it("tells the portal where everything is", async () =>
    expect(await (await fetch(`${origin}/config.json`)).json()).toEqual(settings(origin)));

  it("sends people from localhost to the address that the issuer knows", async () => {
    const { port } = new URL(origin);
    const answer = await fetch(`http://localhost:${port}/catalog?q=x`, { headers: PAGE, redirect: "manual" });
    expect(answer.status).toBe(307);
    expect(answer.headers.get("location")).toBe(`${origin}/catalog?q=x`);
  });

  it("serves nothing but the API when it was not built", async () => {
    const empty = await servePortal(settings(origin), join(folder, "absent"));
    const probe = createServer((request, response) => {
      void empty(request, response).then((served) => served || response.writeHead(404).end("the API"));
    });
    await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
    const { port } = probe.address() as AddressInfo;
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("the API");
    probe.close();
  });
});
