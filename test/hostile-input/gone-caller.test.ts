import { connect } from "node:net";
import { expect, it } from "vitest";
import { sharedLatchkey } from "../support/shared-latchkey.ts";

const PATHS = [
  "/_local/upstreams/echo",
  "/_local/upstreams/haiku/chat/completions",
  "/_local/clock",
  "/_local/token",
];

/** Begins a request with a body, sends half of it, and goes away once that has arrived. */
const leave = (origin: string, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const { hostname, port, host } = new URL(origin);
    const socket = connect(Number(port), hostname, () => {
      const method = path === "/_local/clock" ? "PUT" : "POST";
      const head = `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 10\r\n\r\nhalf`;
      socket.write(head, () => socket.resetAndDestroy());
    });
    socket.once("error", reject);
    socket.once("close", () => resolve());
  });

it.each(PATHS)("a program that goes away in the middle of a request to %s ends nothing", async (path) => {
  const { control } = await sharedLatchkey();
  for (let times = 0; times < 5; times += 1) {
    await leave(control, path);
    expect((await fetch(`${control}/healthz`)).status).toBe(200);
  }
});
