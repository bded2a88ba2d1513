import { mkdir, writeFile } from "node:fs/promises";
import type { WaitingMail } from "@latchkey/core/mail/waiting-mail";
import type { Mail } from "@latchkey/core/notification/mailer";
import { composeMail, contentOf, mailOf } from "../src/mail/compose-mail.tsx";
import { digestMail, waitingMail } from "../src/mail/digest-mail.ts";
import { senderOf } from "../src/mail/mail-identity.ts";
import { SAMPLES } from "./sample-notifications.ts";

/* Writes each mail as its recipient would see it to dist/mails, as HTML and as text. */

const FOLDER = "dist/mails";
const settings = {
  sender: senderOf("Latchkey <latchkey@example.com>"),
  controlUrl: "https://control.example.com",
  gatewayUrl: "https://api.example.com",
  portalUrl: "https://portal.example.com",
};
const ring = { current: "sample", keys: { sample: Buffer.alloc(32).toString("base64") } };

const AT = "2026-03-02T08:30:00.000Z";
const waiting: WaitingMail[] = [];

await mkdir(FOLDER, { recursive: true });

const show = async (name: string, { subject, html, text }: Mail) => {
  await writeFile(`${FOLDER}/${name}.html`, html);
  await writeFile(`${FOLDER}/${name}.txt`, `Subject: ${subject}\n\n${text}`);
  console.log(`${FOLDER}/${name}.html  ${subject}`);
};

for (const [name, notification] of Object.entries(SAMPLES)) {
  const mail = composeMail(notification, settings, ring);
  await show(name, mail);
  waiting.push(waitingMail(notification, contentOf(notification, settings, ring), Date.parse(AT)));
}
await show(
  "digest",
  mailOf(digestMail(waiting), { to: "olga@example.com", key: "digest" }, settings, { kind: "digest" }),
);
