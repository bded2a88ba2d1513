import type { Mail } from "@latchkey/core/notification/mailer";

export const mail: Mail = {
  from: "Latchkey <latchkey@example.com>",
  to: "ana@example.com",
  subject: "Zażółć gęślą jaźń",
  text: "Plain text",
  html: "<p>Page</p>",
  messageId: "<evt_1.ana@latchkey.example.com>",
  headers: { "Auto-Submitted": "auto-generated" },
};
