import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/kept/kept.ts";
import { making } from "../support/making.ts";
import { eventually } from "../support/management.ts";
import { shownAddress, signInAt } from "./person-browser.fixture.ts";
import { sharedCli } from "./shared-cli.fixture.ts";

const on = sharedCli();

describe("the page for agents", () => {
  it("leads from nothing to a key that is served, with a human's approval in between", async () => {
    const make = making(on.root);
    const provider = await make.team();
    const service = await make.service(provider.slug, {
      upstream: { url: `${on.stage.control}/_local/upstreams/echo` },
    });
    const page = await readFile(join(ROOT, "docs/agents.md"), "utf8");
    const [, program = ""] = /^```js\n([\s\S]*?)^```/m.exec(page) ?? [];
    const imported = [...program.matchAll(/from "([^"]+)"/g)].map(([, name]) => name);
    expect(imported.length).toBeGreaterThan(2);
    expect(imported.filter((name) => !name?.startsWith("node:"))).toEqual([]);
    await on.folder.file("get-key.mjs", program);

    const child = spawn(
      process.execPath,
      ["get-key.mjs", service.slug, "reports", "my-agent", "agents-page"],
      {
        cwd: on.folder.path("."),
        env: { ...process.env, LATCHKEY_URL: on.stage.control },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text: Buffer) => (output += text.toString()));
    const ended = once(child, "close").then(([code]) => ({ code, told: output }));
    await signInAt(await shownAddress(child.stdout, ended), "agent-owner@people.test");

    const { items } = await eventually(
      async () => (await on.root("GET", `/v1/services/${service.slug}/subscriptions?status=pending`)).body,
      (body: { items: { id: string }[] }) => body.items.length === 1,
    );
    await make.act(items[0] ?? { id: "" }, "approve", { reason: "welcome" });
    const { code, told } = await ended;
    expect([code, told]).toEqual([0, expect.stringContaining(`${service.slug} answers 200`)]);
    const key = await readFile(on.folder.path("latchkey.key"), "utf8");
    expect((await stat(on.folder.path("latchkey.key"))).mode & 0o777).toBe(0o600);
    expect(told).not.toContain(key);
    const call = await fetch(`${on.stage.gateway}/${service.slug}/x`, { headers: { "X-API-Key": key } });
    expect(call.status).toBe(200);
  });

  it("is linked from the page of the command line, whose shell examples can be parsed", async () => {
    const page = await readFile(join(ROOT, "docs/cli.md"), "utf8");
    expect(page).toContain("(agents.md)");
    const scripts = [...page.matchAll(/^```bash\n([\s\S]*?)^```/gm)].map(([, script = ""]) => script);
    expect(scripts.length).toBe(3);
    for (const script of scripts) await promisify(execFile)("bash", ["-n", "-c", script]);
  });
});
