import { once } from "node:events";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { type Mail, MailRefused } from "@latchkey/core/notification/mailer";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "../testing/dynamodb-for-tests.ts";
import { startWire, type Wire } from "../testing/wire.ts";
import { createMailer, mailerOver } from "./mailer.ts";
import { sesTransport } from "./ses-transport.ts";

const mail: Mail = {
  from: "Latchkey <latchkey@example.com>",
  to: "ana@example.com",
  subject: "Zażółć gęślą jaźń",
  text: "Plain text",
  html: "<p>Page</p>",
  messageId: "<evt_1.ana@latchkey.example.com>",
  headers: { "Auto-Submitted": "auto-generated" },
};

const refused = (code: number) => Object.assign(new Error("refused"), { responseCode: code });

describe("Mail over SMTP", () => {
  let received: { to: string[]; raw: string }[];
  let server: SMTPServer | undefined;
  beforeEach(() => {
    received = [];
  });
  afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())));

  const start = async (options: SMTPServerOptions = {}) => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData: (stream, session, callback) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          received.push({ to, raw: Buffer.concat(chunks).toString() });
          callback();
        });
      },
      ...options,
    });
    const port = await freePort();
    const listening = server.listen(port, "127.0.0.1");
    await once(listening, "listening");
    return createMailer({ smtpUrl: `smtp://127.0.0.1:${port}` });
  };

  it("arrives with both parts, its own message id and headers", async () => {
    await (await start()).send(mail);
    const [{ to, raw } = { to: [], raw: "" }] = received;
    expect(to).toEqual(["ana@example.com"]);
    expect(raw).toContain("Message-ID: <evt_1.ana@latchkey.example.com>");
    expect(raw).toContain("Auto-Submitted: auto-generated");
    expect(raw).toContain("Plain text");
    expect(raw).toContain("<p>Page</p>");
    expect(received).toHaveLength(1);
  });

  it("goes to nobody else, though the address or the subject looks like more", async () => {
    const mailer = await start();
    await mailer.send({ ...mail, subject: "x\r\nBcc: eve@example.com" });
    await expect(mailer.send({ ...mail, to: "ana@example.com, eve@example.com" })).rejects.toThrow();
    expect(received.map(({ to }) => to)).toEqual([["ana@example.com"]]);
    expect(received[0]?.raw).not.toMatch(/^Bcc:/im);
  });

  it("is refused for good when the recipient or the mail is", async () => {
    const recipient = await start({ onRcptTo: (_address, _session, callback) => callback(refused(550)) });
    await expect(recipient.send(mail)).rejects.toBeInstanceOf(MailRefused);
    server?.close(() => undefined);
    const content = await start({
      onData: (stream, _session, callback) => {
        stream.resume();
        stream.on("end", () => callback(refused(554)));
      },
    });
    await expect(content.send(mail)).rejects.toBeInstanceOf(MailRefused);
  });

  it("can be tried again when the server asks for it, or refuses the sender, or is not there", async () => {
    const busy = await start({ onRcptTo: (_address, _session, callback) => callback(refused(451)) });
    await expect(busy.send(mail)).rejects.not.toBeInstanceOf(MailRefused);
    server?.close(() => undefined);
    const sender = await start({ onMailFrom: (_address, _session, callback) => callback(refused(550)) });
    await expect(sender.send(mail)).rejects.not.toBeInstanceOf(MailRefused);
    server?.close(() => undefined);
    server = undefined;
    const nobody = createMailer({ smtpUrl: `smtp://127.0.0.1:${await freePort()}` });
    await expect(nobody.send(mail)).rejects.not.toBeInstanceOf(MailRefused);
  });
});

describe("Mail over SES", () => {
  let wire: Wire;
  beforeEach(async () => {
    wire = await startWire();
  });
  afterEach(() => wire.stop());

  const mailer = () =>
    mailerOver(
      sesTransport(
        new SESv2Client({
          endpoint: wire.endpoint,
          region: "us-east-1",
          credentials: { accessKeyId: "test", secretAccessKey: "test" },
          maxAttempts: 1,
        }),
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
