import { mkdir, writeFile } from "node:fs/promises";
import { composeMail } from "../src/mail/compose-mail.tsx";
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

await mkdir(FOLDER, { recursive: true });
for (const [name, notification] of Object.entries(SAMPLES)) {
  const mail = composeMail(notification, settings, ring);
  await writeFile(`${FOLDER}/${name}.html`, mail.html);
  await writeFile(`${FOLDER}/${name}.txt`, `Subject: ${mail.subject}\n\n${mail.text}`);
  console.log(`${FOLDER}/${name}.html  ${mail.subject}`);
}
