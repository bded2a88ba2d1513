import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export interface Received {
  to: string;
  subject: string;
  text: string;
  html: string;
  headers: Map<string, unknown>;
}

/** A mail server that keeps every mail, and has no recipients at the domain `gone.test`. */
export const startMailServer = async () => {
  const mails: Received[] = [];
  const refused: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: ({ address }, _session, callback) => {
      if (!address.endsWith("@gone.test")) return callback();
      refused.push(address);
      callback(Object.assign(new Error("5.1.1 no such user"), { responseCode: 550 }));
    },
    onData: (stream, session, callback) => {
      simpleParser(stream).then(({ subject = "", text = "", html, headers }) => {
        const to = session.envelope.rcptTo[0]?.address ?? "";
        mails.push({ to, subject, text, html: html || "", headers });
        callback();
      }, callback);
    },
  });
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = listening.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refused,
    to: (address: string) => mails.filter(({ to }) => to === address),
    stop: () => new Promise<void>((done) => server.close(() => done())),
  };
};
