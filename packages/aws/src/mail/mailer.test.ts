import { once } from "node:events";
import { MailRefused } from "@latchkey/core/notification/mailer";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "../testing/dynamodb-for-tests.ts";
import { mail } from "./mailer.fixture.ts";
import { createMailer } from "./mailer.ts";
import { smtpTransport } from "./smtp-transport.ts";

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

  it("goes to no other address, although the address or the subject looks like a list", async () => {
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

  it.each([
    ["nobody of that name", "RCPT TO", 550, "5.1.1 no such user", true],
    ["nobody of that name, without a code", "RCPT TO", 550, "no such user", true],
    ["a mailbox that is closed", "RCPT TO", 550, "5.2.1 disabled", true],
    ["a domain that is none", "RCPT TO", 553, "5.1.2 no such domain", true],
    ["a full mailbox", "RCPT TO", 552, "5.2.2 over quota", false],
    ["a full mailbox under another code", "RCPT TO", 550, "5.2.2 over quota", false],
    ["a sender that is not liked", "RCPT TO", 554, "5.7.1 blocked", false],
    ["a reputation", "RCPT TO", 550, "5.7.606 banned", false],
    ["a text that is not liked", "DATA", 554, "5.7.1 spam", false],
    ["a text that is not liked, without a code", "DATA", 550, "spam", false],
    ["nobody of that name, found out late", "DATA", 550, "5.1.1 no such user", true],
    ["later", "RCPT TO", 451, "4.2.1 later", false],
  ])(
    "reports a failure of the address, or another one: %s",
    (_what, command, responseCode, said, bounced) => {
      const error = Object.assign(new Error(said), {
        command,
        responseCode,
        response: `${responseCode} ${said}`,
      });
      expect(smtpTransport("smtp://127.0.0.1:1").isBounce(error)).toBe(bounced);
    },
  );

  it("carries the header for feedback loops as it is", async () => {
    await (await start()).send({ ...mail, headers: { "Feedback-ID": "credential:shop:latchkey" } });
    expect(received[0]?.raw).toContain("Feedback-ID: credential:shop:latchkey");
  });

  it("carries the address that unsubscribes in one piece, however long (RFC 8058)", async () => {
    const address = `https://control.example.com/announcements/k1.${"a".repeat(300)}.${"b".repeat(43)}`;
    const headers = {
      "List-Unsubscribe": `<${address}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    };
    await (await start()).send({ ...mail, headers });
    expect(received[0]?.raw.replace(/\r\n[ \t]/g, " ")).toMatch(
      new RegExp(`^List-Unsubscribe: +<${address.replaceAll(".", "\\.")}>\r?$`, "m"),
    );
    expect(received[0]?.raw).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  });

  it("says that a recipient is none, when the server does", async () => {
    const recipient = await start({ onRcptTo: (_address, _session, callback) => callback(refused(550)) });
    await expect(recipient.send(mail)).rejects.toMatchObject({ bounced: true });
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
