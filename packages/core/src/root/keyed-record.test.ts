import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { seal, unseal } from "../key-ring/seal.ts";
import { aRing, aService } from "../testing/records.ts";
import { keysNamed, resealed, sealedTexts } from "./keyed-record.ts";

it("The addresses of a service's chats keep their key in the ring, and are sealed again under the next one", () => {
  const [before, after] = [aRing("d1"), aRing("d2")];
  const both = { ...after, keys: { ...before.keys, ...after.keys } };
  const value = aService();
  const address = "https://hooks.slack.com/services/T/B/x";
  const sealedUrl = seal(before, address, value.id, randomBytes);
  const chat = [{ id: "cht_1", name: "api", host: "hooks.slack.com", sealedUrl }];
  const record = { kind: "service", value: { ...value, chat } } as const;
  expect(keysNamed("data", record, 0)).toEqual(["d1"]);
  const [at] = sealedTexts(record);
  const again = at && resealed(both, record, at, randomBytes);
  expect(again).toMatchObject({ path: ["chat", 0, "sealedUrl"], from: sealedUrl });
  expect(typeof again === "object" && unseal(after, again.to, value.id)).toBe(address);
});
