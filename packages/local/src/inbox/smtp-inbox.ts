import { createHash } from "node:crypto";
import { once } from "node:events";
import { type AddressObject, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { InboxMail, InboxStore } from "./inbox-store.ts";

export type SmtpInbox = {
  /** For a nodemailer transport, which keeps its connections: a connection for each mail is half of its cost. */
  url: string;
  stop(): Promise<void>;
};

export type SmtpInboxOptions = {
  store: InboxStore;
  /** Milliseconds since the epoch, for the mails' `at`. */
  now(): number;
  onError(error: unknown): void;
};

const maxMailBytes = 5 * 1024 * 1024;

/**
 * An SMTP server on a free loopback port that puts every mail into the inbox. It answers 250 only when the mail
 * is on the disk. A mail that comes again with the same Message-ID, for the same recipients, is taken once.
 */
export const startSmtpInbox = async (options: SmtpInboxOptions): Promise<SmtpInbox> => {
  const server = new SMTPServer({
    banner: "Latchkey inbox",
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    maxClients: 50,
    size: maxMailBytes,
    socketTimeout: 60_000,
    closeTimeout: 100,
    onData(stream, session, callback) {
      take(stream, session, options).then(
        () => callback(),
        (error: unknown) => {
          options.onError(error);
          callback(error instanceof Error ? error : new Error(`${error}`));
        },
      );
    },
  });
  server.on("error", options.onError);
  const listener = server.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("The inbox has no port.");
  return {
    url: `smtp://127.0.0.1:${address.port}/?pool=true`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

const take = async (
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  options: SmtpInboxOptions,
): Promise<void> => {
  const raw = await readAll(stream);
  // 552 is what RFC 5321 section 4.2.2 has for it; the sender must not try such a mail again.
  if (stream.sizeExceeded) throw Object.assign(new Error("The mail is too large."), { responseCode: 552 });
  await options.store.add(await readMail(raw, recipientsOf(session), options.now()));
};

const readMail = async (raw: Buffer, to: string, at: number): Promise<InboxMail> => {
  const parsed = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
  const identity = parsed.messageId ?? `${at} ${raw.toString("base64")}`;
  return {
    id: createHash("sha256")
      .update(JSON.stringify([identity, to]))
      .digest("base64url")
      .slice(0, 22),
    to: to || textOf(parsed.to),
    from: textOf(parsed.from),
    subject: parsed.subject ?? "",
    text: parsed.text ?? "",
    html: parsed.html || "",
    at: new Date(at).toISOString(),
  };
};

/** Whom the mail was delivered to, blind copies included, which its own header does not say. */
const recipientsOf = (session: SMTPServerSession): string =>
  session.envelope.rcptTo.map(({ address }) => address).join(", ");

const textOf = (address: AddressObject | AddressObject[] | undefined): string =>
  [address ?? []]
    .flat()
    .map(({ text }) => text)
    .join(", ");

/** Reads to the end even past the limit: the server answers only then. What is over the limit is dropped. */
const readAll = async (stream: SMTPServerDataStream): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length <= maxMailBytes) chunks.push(bytes);
  }
  return Buffer.concat(chunks);
};
