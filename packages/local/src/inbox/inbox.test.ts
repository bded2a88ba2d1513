import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createTransport, type SendMailOptions } from "nodemailer";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answerInbox } from "./inbox-routes.ts";
import { type InboxMail, type InboxStore, openInboxStore } from "./inbox-store.ts";
import { type SmtpInbox, startSmtpInbox } from "./smtp-inbox.ts";

let folder: string;
let path: string;
let store: InboxStore;
let inbox: SmtpInbox;
let now: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-inbox-"));
  path = join(folder, "inbox.jsonl");
  now = Date.UTC(2026, 10, 22, 17);
  store = await openInboxStore(path);
  inbox = await startSmtpInbox({ store, now: () => now, onError: vi.fn() });
});
afterEach(async () => {
  await inbox.stop();
  await store.close().catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
});

const send = (mail: SendMailOptions, url = inbox.url) =>
  createTransport({ url }).sendMail({
    from: "Latchkey <no-reply@latchkey.test>",
    to: "ada@demo.test",
    ...mail,
  });
const get = async (at: string, method = "GET") => answerInbox(store, method, at);
const json = async (): Promise<InboxMail[]> => JSON.parse((await get("/_local/inbox.json"))?.body ?? "");

describe("a mail that was sent over SMTP", () => {
  it("is in the inbox as the contract says, newest first", async () => {
    await send({ subject: "Décision", text: "Please decide.", html: "<p>Please <b>decide</b>.</p>" });
    now += 1_000;
    await send({
      to: ["ada@demo.test", "bob@demo.test"],
      bcc: "eve@demo.test",
      subject: "Second",
      text: "2",
    });
    expect(await json()).toEqual([
      {
        id: expect.stringMatching(/^[\w-]{22}$/),
        to: "ada@demo.test, bob@demo.test, eve@demo.test",
        from: '"Latchkey" <no-reply@latchkey.test>',
        subject: "Second",
        text: "2\n",
        html: "",
        at: "2026-11-22T17:00:01.000Z",
      },
      expect.objectContaining({
        to: "ada@demo.test",
        subject: "Décision",
        text: "Please decide.",
        html: "<p>Please <b>decide</b>.</p>",
        at: "2026-11-22T17:00:00.000Z",
      }),
    ]);
  });

  it("is kept once for a recipient when it comes again, even after it was cleared", async () => {
    const mail = { messageId: "<evt_1.ada@latchkey.test>", subject: "Once", text: "1" };
    await Promise.all([send(mail), send(mail)]);
    await send({ ...mail, to: "bob@demo.test" });
    expect((await json()).map(({ to }) => to).sort()).toEqual(["ada@demo.test", "bob@demo.test"]);
    expect((await get("/_local/inbox.json", "DELETE"))?.status).toBe(204);
    await send(mail);
    expect(await json()).toEqual([]);
  });

  it("is refused when it is too large", async () => {
    await expect(send({ text: "x".repeat(6 * 1024 * 1024) })).rejects.toThrow(/552/);
    expect(await json()).toEqual([]);
  });

  it("is there after a restart, in a file of the owner's only", async () => {
    await send({ subject: "Kept", text: "1" });
    await store.close();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    store = await openInboxStore(path);
    expect((await json()).map(({ subject }) => subject)).toEqual(["Kept"]);
  });

  it("leaves the disk when the inbox is emptied", async () => {
    await send({ subject: "Secret link", text: "https://latchkey.test/approvals/token" });
    await get("/_local/inbox", "POST");
    expect(await readFile(path, "utf8")).not.toContain("approvals");
  });

  it("is there after a kill -9 when it was acknowledged", async () => {
    const other = join(folder, "other.jsonl");
    const script = new URL("./inbox-holder.fixture.ts", import.meta.url).pathname;
    const holder = spawn(process.execPath, [script, other], { stdio: ["ignore", "pipe", "pipe"] });
    holder.stderr.pipe(process.stderr);
    const exited = once(holder, "exit");
    const [url] = await once(createInterface(holder.stdout), "line");
    const subjects = Array.from({ length: 20 }, (_, n) => `Mail ${n}`);
    await Promise.all(subjects.map((subject) => send({ subject, text: "1" }, url)));
    holder.kill("SIGKILL");
    await exited;
    const reopened = await openInboxStore(other);
    expect(
      reopened
        .list()
        .map(({ subject }) => subject)
        .sort(),
    ).toEqual(subjects.sort());
    await reopened.close();
  });
});

describe("the inbox page", () => {
  it("runs no script and frames a mail without giving it the origin", async () => {
    await send({
      subject: '<script>alert("1")</script>',
      html: '<p title="x">Hi</p><script>alert(2)</script>',
    });
    const [mail] = await json();
    const list = await get("/_local/inbox");
    const one = await get(`/_local/inbox/${mail?.id}`);
    expect(list?.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(list?.headers["content-security-policy"]).not.toContain("script-src");
    expect(list?.body).toContain("&lt;script&gt;");
    expect(`${list?.body}${one?.body}`).not.toMatch(/<script/);
    expect(one?.body).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(one?.body).toContain("&lt;p title=&quot;x&quot;>".replace(">", "&gt;"));
  });

  it("tells an unknown mail, a wrong method and a path that is not its own apart", async () => {
    expect((await get("/_local/inbox/none"))?.status).toBe(404);
    expect((await get("/_local/inbox", "PUT"))?.status).toBe(405);
    expect((await get("/_local/inbox.json", "POST"))?.status).toBe(405);
    expect(await get("/_local/inboxes")).toBeUndefined();
    expect(await get("/_local/clock")).toBeUndefined();
  });
});

describe("the inbox", () => {
  it("keeps the newest thousand mails", async () => {
    const mail = (n: number) => ({
      id: `${n}`,
      to: "",
      from: "",
      subject: `${n}`,
      text: "",
      html: "",
      at: "",
    });
    await Promise.all(Array.from({ length: 2_100 }, (_, n) => store.add(mail(n))));
    expect([store.list().length, store.list()[0]?.id, store.list().at(-1)?.id]).toEqual([
      1_000,
      "2099",
      "1100",
    ]);
    await store.close();
    store = await openInboxStore(path);
    expect(store.list()).toHaveLength(1_000);
    await store.add(mail(0));
    expect(store.list()).toHaveLength(1_000);
    expect(store.list()[0]?.id).toBe("2099");
  });
});
