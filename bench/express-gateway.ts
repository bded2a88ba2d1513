import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Loaded } from "./load.ts";

const VERSION = "1.16.11";
const [GATEWAY, ADMIN] = [18_080, 18_076];

const GATEWAY_CONFIG = (upstream: string) => `
http: { port: ${GATEWAY}, hostname: 127.0.0.1 }
admin: { port: ${ADMIN}, host: 127.0.0.1 }
apiEndpoints: { api: { host: "*", paths: "/orders/*" } }
serviceEndpoints: { upstream: { url: "${upstream}" } }
policies: [key-auth, proxy]
pipelines:
  default:
    apiEndpoints: [api]
    policies:
      - key-auth: [{ action: {} }]
      - proxy: [{ action: { serviceEndpoint: upstream } }]
`;
const SYSTEM_CONFIG = `
db: { redis: { emulate: true, namespace: EG } }
crypto: { cipherKey: sensitiveKey, algorithm: aes256, saltRounds: 10 }
session: { secret: bench, resave: false, saveUninitialized: false }
accessTokens: { timeToExpiry: 7200000 }
refreshTokens: { timeToExpiry: 7200000 }
authorizationCodes: { timeToExpiry: 300000 }
`;
const SERVER = `
require("express-gateway")().load(require("path").join(__dirname, "config")).run();
console.log("pid " + process.pid);
`;

const post = async (path: string, body: object) => {
  const response = await fetch(`http://127.0.0.1:${ADMIN}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  return Object(answer);
};

/**
 * express-gateway with key-auth in front of a bare upstream, on the Node that it was made for.
 * @returns undefined where npm cannot bring it
 */
export const startExpressGateway = async (): Promise<(Loaded & { stop(): void }) | undefined> => {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-express-gateway-"));
  const upstream = createServer((_request, response) => response.end("{}")).listen(0, "127.0.0.1");
  await once(upstream, "listening");
  const address = upstream.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  const quiet = { cwd: folder, stdio: "ignore", timeout: 180_000 } as const;
  let child: ReturnType<typeof spawn> | undefined;
  let pid: number | undefined;
  const stop = () => {
    if (pid !== undefined) process.kill(pid);
    child?.kill();
    upstream.closeAllConnections();
    upstream.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    writeFileSync(join(folder, "package.json"), '{"private":true}');
    execFileSync(
      "npm",
      ["install", `express-gateway@${VERSION}`, "--ignore-scripts", "--no-audit", "--no-fund"],
      quiet,
    );
    execFileSync("npx", ["--yes", "--package", "node@20", "node", "--version"], quiet);
    cpSync(join(folder, "node_modules/express-gateway/lib/config"), join(folder, "config"), {
      recursive: true,
    });
    writeFileSync(
      join(folder, "config/gateway.config.yml"),
      GATEWAY_CONFIG(`http://127.0.0.1:${address.port}`),
    );
    writeFileSync(join(folder, "config/system.config.yml"), SYSTEM_CONFIG);
    writeFileSync(join(folder, "server.cjs"), SERVER);
    child = spawn("npx", ["--yes", "--package", "node@20", "node", "server.cjs"], {
      cwd: folder,
      env: { ...process.env, LOG_LEVEL: "error" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    pid = await pidOf(child);
    await listening();
    await post("/users", { username: "ana", firstname: "a", lastname: "b" });
    const { keyId, keySecret } = await post("/credentials", {
      consumerId: "ana",
      type: "key-auth",
      credential: {},
    });
    const headers = { Authorization: `apiKey ${keyId}:${keySecret}` };
    return { pid, url: `http://127.0.0.1:${GATEWAY}/orders/1`, headers, stop };
  } catch (error) {
    console.error(`express-gateway could not be measured: ${error instanceof Error ? error.message : error}`);
    stop();
    return undefined;
  }
};

const pidOf = (child: ReturnType<typeof spawn>): Promise<number> =>
  new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("it did not start")), 60_000).unref();
    child.stdout?.on("data", (text: Buffer) => {
      const found = /pid (\d+)/.exec(text.toString())?.[1];
      if (found) resolve(Number(found));
    });
  });

const listening = async (): Promise<void> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${ADMIN}/users`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("it does not listen");
};
