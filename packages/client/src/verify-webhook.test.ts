import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { verifyWebhook } from "./verify-webhook.ts";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const other = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const AT = 1_700_000_000_000;
const body = JSON.stringify({
  type: "credential.created",
  timestamp: "2026-01-01T00:00:00Z",
  data: { team: "t" },
});
const signed = (by = secret, text = body, at = AT): Record<string, string> => ({
  "Webhook-Id": "msg_1",
  "Webhook-Timestamp": String(at / 1000),
  "Webhook-Signature": new Webhook(by).sign("msg_1", new Date(at), text),
});

describe("a webhook", () => {
  it.each([
    ["of another secret", { headers: signed(other) }, "wrong-signature"],
    ["with another body", { body: body.replace('"t"', '"u"') }, "wrong-signature"],
    ["with another id", { headers: { ...signed(), "Webhook-Id": "msg_2" } }, "wrong-signature"],
    ["with another time", { headers: { ...signed(), "Webhook-Timestamp": "1700000001" } }, "wrong-signature"],
    [
      "of another version",
      { headers: { ...signed(), "Webhook-Signature": signed()["Webhook-Signature"]?.replace("v1,", "v2,") } },
      "wrong-signature",
    ],
    ["without a signature", { headers: { ...signed(), "Webhook-Signature": undefined } }, "missing-header"],
    [
      "without a time that is one",
      { headers: { ...signed(), "Webhook-Timestamp": "1.7e9" } },
      "missing-header",
    ],
    ["of six minutes ago", { now: AT + 360_000 }, "too-old"],
    ["of the future", { now: AT - 360_000 }, "too-new"],
    ["that is no message", { body: "[]", headers: signed(secret, "[]") }, "unreadable"],
  ])("%s is refused", async (_, changed, code) => {
    await expect(
      verifyWebhook({ secret, headers: signed(), body, now: AT, ...changed }),
    ).rejects.toMatchObject({ code });
  });

  it("of the right secret is read, also among several signatures and secrets, and as bytes", async () => {
    const read = { id: "msg_1", type: "credential.created", data: { team: "t" } };
    expect(await verifyWebhook({ secret, headers: new Headers(signed()), body, now: AT })).toMatchObject(
      read,
    );
    const both = `${signed(other)["Webhook-Signature"]} ${signed()["Webhook-Signature"]}`;
    const bytes = new TextEncoder().encode(body);
    expect(
      await verifyWebhook({
        secret: ["whsec_AAAA", secret],
        headers: { ...signed(), "Webhook-Signature": both },
        body: bytes,
        now: AT,
      }),
    ).toMatchObject(read);
  });
});
