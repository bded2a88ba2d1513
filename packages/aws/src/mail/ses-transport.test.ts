import { SESv2Client } from "@aws-sdk/client-sesv2";
import { MailRefused } from "@latchkey/core/notification/mailer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startWire, type Wire } from "../testing/wire.ts";
import { mail } from "./mailer.fixture.ts";
import { mailerOver } from "./mailer.ts";
import { sesTransport } from "./ses-transport.ts";

describe("Mail over SES", () => {
  let wire: Wire;
  beforeEach(async () => {
    wire = await startWire();
  });
  afterEach(() => wire.stop());

  const mailer = (configurationSet?: string) =>
    mailerOver(
      sesTransport(
        new SESv2Client({
          endpoint: wire.endpoint,
          region: "us-east-1",
          credentials: { accessKeyId: "test", secretAccessKey: "test" },
          maxAttempts: 1,
        }),
        configurationSet,
      ),
    );

  it("is handed over once, whole, to its one recipient", async () => {
    wire.faults.push({ status: 200, body: { MessageId: "ses-1" } });
    await mailer().send(mail);
    expect(wire.bodies).toHaveLength(1);
    const request = JSON.parse(wire.bodies[0] ?? "");
    expect(request.Destination).toEqual({ ToAddresses: ["ana@example.com"] });
    const raw = Buffer.from(request.Content.Raw.Data, "base64").toString();
    expect(raw).toContain("Message-ID: <evt_1.ana@latchkey.example.com>");
    expect(raw).toContain("<p>Page</p>");
  });

  it("names the configuration set of the stage, and none where there is none", async () => {
    wire.faults.push(
      { status: 200, body: { MessageId: "ses-1" } },
      { status: 200, body: { MessageId: "ses-2" } },
    );
    await mailer("stage-mail").send(mail);
    await mailer().send(mail);
    expect(wire.bodies.map((body) => JSON.parse(body).ConfigurationSetName)).toEqual([
      "stage-mail",
      undefined,
    ]);
  });

  it("tells SES the parts of its header for feedback loops, which it writes itself", async () => {
    wire.faults.push({ status: 200, body: { MessageId: "ses-1" } });
    await mailer().send({ ...mail, headers: { ...mail.headers, "Feedback-ID": "credential:shop:latchkey" } });
    const request = JSON.parse(wire.bodies[0] ?? "");
    expect(request.EmailTags).toEqual([
      { Name: "ses:feedback-id-a", Value: "credential" },
      { Name: "ses:feedback-id-b", Value: "shop" },
    ]);
    const raw = Buffer.from(request.Content.Raw.Data, "base64").toString();
    expect(raw).not.toContain("Feedback-ID");
    expect(raw).toContain("Auto-Submitted: auto-generated");
  });

  it.each([
    ["MessageRejected", "Email contains a virus"],
    ["BadRequestException", "Missing final '@domain'"],
  ])("is refused for good with %s", async (__type, message) => {
    wire.faults.push({ status: 400, body: { __type, message } });
    await expect(mailer().send(mail)).rejects.toBeInstanceOf(MailRefused);
  });

  it.each([
    [
      "MessageRejected",
      "Email address is not verified. The following identities failed the check: latchkey@example.com",
    ],
    ["MailFromDomainNotVerifiedException", "not verified"],
    ["SendingPausedException", "paused"],
    ["TooManyRequestsException", "slow down"],
    ["InternalServiceErrorException", "oops"],
  ])("can be tried again after %s: %s", async (__type, message) => {
    wire.faults.push({ status: 400, body: { __type, message } });
    await expect(mailer().send(mail)).rejects.toMatchObject({ name: __type });
  });
});
