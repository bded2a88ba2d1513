import { createHmac, createSecretKey, hash, randomBytes } from "node:crypto";
import { API_KEY_RANDOM_BYTES, mintApiKey, parseApiKey } from "@latchkey/signing/api-key/api-key-format";
import type { BenchCase } from "./bench-case.ts";

const group = "API key: checksum, SHA-256, HMAC with pepper, Map";

export const apiKeyCases = (): readonly BenchCase[] => {
  const pepper = createSecretKey(randomBytes(32));
  const keys = Array.from({ length: 4_096 }, () =>
    mintApiKey("0aB1cD2eF3gH4iJ5", randomBytes(API_KEY_RANDOM_BYTES)),
  );
  const stored = (key: string) =>
    createHmac("sha256", pepper)
      .update(hash("sha256", key, "buffer"))
      .digest("base64");
  const records = new Map(keys.map((key) => [stored(key), key]));
  let turn = 0;
  const next = () => keys[turn++ % keys.length] ?? "";
  return [
    {
      group,
      name: "node:crypto and Map",
      role: "floor",
      run: () => {
        if (!records.has(stored(next()))) throw new Error("not found");
      },
    },
    {
      group,
      name: "latchkey",
      role: "ours",
      atLeast: 0.8,
      run: () => {
        const key = next();
        if (parseApiKey(key).outcome !== "minted" || !records.has(stored(key))) throw new Error("not found");
      },
    },
  ];
};
