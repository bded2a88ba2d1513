import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { newWebhookSecret, signWebhook } from "./sign-webhook.ts";

const random = (length: number) => randomBytes(length);
const message = { id: "evt_1", payload: '{"type":"consumer.created","data":{"name":"Zoë"}}' };

describe("a signed webhook", () => {
  it("is refused by the reference implementation when anything of it was changed", () => {
    const secret = newWebhookSecret(random);
    const headers = signWebhook(secret, message, Date.now());
    const reads = new Webhook(secret);
    expect(() => reads.verify(message.payload.replace("Zoë", "Zoe"), headers)).toThrow();
    expect(() => reads.verify(message.payload, { ...headers, "webhook-id": "evt_2" })).toThrow();
    const later = String(Number(headers["webhook-timestamp"]) + 1);
    expect(() => reads.verify(message.payload, { ...headers, "webhook-timestamp": later })).toThrow();
    expect(() => new Webhook(newWebhookSecret(random)).verify(message.payload, headers)).toThrow();
  });

  it("is read by the reference implementation", () => {
    const secret = newWebhookSecret(random);
    const headers = signWebhook(secret, message, Date.now());
    expect(new Webhook(secret).verify(message.payload, headers)).toEqual(JSON.parse(message.payload));
  });

  it("has the very signature that the reference implementation makes", () => {
    const secret = newWebhookSecret(random);
    const at = Date.parse("2026-03-01T12:00:00.900Z");
    expect(signWebhook(secret, message, at)["webhook-signature"]).toBe(
      new Webhook(secret).sign(message.id, new Date(at), message.payload),
    );
  });

  it("has a secret of 32 bytes, another one each time", () => {
    const secrets = new Set(Array.from({ length: 50 }, () => newWebhookSecret(random)));
    expect(secrets.size).toBe(50);
    for (const secret of secrets) expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  });
});
