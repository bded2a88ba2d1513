import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PROOF_HEADER, rootEndpoint, rootProof } from "./root-endpoint.ts";

let data: string;
let url: string;
let stop: () => Promise<void>;
let running: number;
let most: number;
beforeEach(async () => {
  [running, most] = [0, 0];
  data = await mkdtemp(join(tmpdir(), "latchkey-root-"));
  await writeFile(join(data, "root.key"), "the-key\n");
  const endpoint = rootEndpoint(data, async (command) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    if (!("do" in Object(command))) throw new Error("Nothing was done.");
    return Object(command).do === "rotate-root-key" ? { apiKey: "another" } : { did: Object(command).do };
  });
  const server = createServer((request, response) => void endpoint(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${Object(server.address()).port}/`;
  stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
    await rm(data, { recursive: true, force: true });
  };
});
afterEach(() => stop());

const ask = async (
  body: string,
  key: string | undefined,
  method = "POST",
  proof = rootProof(key ?? "", body, Date.now()),
) => {
  const response = await fetch(url, {
    method,
    ...(method === "GET" ? {} : { body }),
    ...(key === undefined ? {} : { headers: { [PROOF_HEADER]: proof } }),
  });
  return [response.status, await response.json()];
};
const LIST = '{"do":"list-keys"}';

describe("the way to root on one machine", () => {
  it("refuses callers without the key of the file, and every caller when there is no file", async () => {
    for (const key of [undefined, "", "the-ke", "the-key2", "undefined"])
      expect((await ask(LIST, key))[0]).toBe(403);
    expect((await ask("", "the-key", "GET"))[0]).toBe(405);
    await rm(join(data, "root.key"));
    for (const key of ["the-key", "", "undefined"]) expect((await ask(LIST, key))[0]).toBe(403);
    await writeFile(join(data, "root.key"), "\n");
    expect((await ask(LIST, ""))[0]).toBe(403);
    expect(most).toBe(0);
  });

  it("is closed to an old proof, one for another command, and the key itself", async () => {
    const now = Date.now();
    for (const proof of [
      rootProof("the-key", LIST, now - 11_000),
      rootProof("the-key", LIST, now + 20_000),
      rootProof("the-key", '{"do":"rotate-root-key"}', now),
      rootProof("the-key", LIST, Number.NaN),
      "the-key",
      "",
      ".",
    ])
      expect((await ask(LIST, "the-key", "POST", proof))[0]).toBe(403);
    expect(most).toBe(0);
  });

  it("answers what the function answers, or its error", async () => {
    expect(await ask(LIST, "the-key")).toEqual([200, { did: "list-keys" }]);
    for (const body of ["", "no JSON", "[]", "{}"])
      expect(await ask(body, "the-key")).toEqual([400, { error: "Nothing was done." }]);
  });

  it("keeps a new key of root where it kept the former one, and opens for that one only", async () => {
    expect(await ask('{"do":"rotate-root-key"}', "the-key")).toEqual([200, { apiKey: "another" }]);
    expect(await readFile(join(data, "root.key"), "utf8")).toBe("another\n");
    expect((await stat(join(data, "root.key"))).mode & 0o777).toBe(0o600);
    expect((await ask(LIST, "the-key"))[0]).toBe(403);
    expect((await ask(LIST, "another"))[0]).toBe(200);
  });

  it("does one thing at a time", async () => {
    await Promise.all(Array.from({ length: 10 }, () => ask(LIST, "the-key")));
    expect(most).toBe(1);
  });
});
