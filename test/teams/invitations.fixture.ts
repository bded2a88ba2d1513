import { type InboxMail, inbox } from "../subscriptions/life.fixture.ts";
import { type Making, making } from "../support/making.ts";
import { type Answer, asPerson, asRoot, eventually, type Send } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";

export interface Mailed extends InboxMail {
  html: string;
}

/** A Latchkey with what tests of invitations ask again and again. */
export const startInviting = async () => {
  const latchkey: RunningLatchkey = await startLatchkey();
  const root: Send = asRoot(latchkey);
  const make: Making = making(root);
  /** All mails to one address so far, the oldest first, once there are so many. */
  const mailsTo = async (email: string, least = 0): Promise<Mailed[]> => {
    const mine = async () => ((await inbox(latchkey)) as Mailed[]).filter(({ to }) => to === email).reverse();
    return eventually(mine, (mails) => mails.length >= least);
  };
  const answer = (link: string, decision: string) =>
    fetch(link, { method: "POST", body: new URLSearchParams({ decision }) });
  return {
    latchkey,
    root,
    make,
    mailsTo,
    answer,
    as: (email: string) => asPerson(latchkey, email),
    /** The page that the latest invitation of an address leads to. */
    link: async (email: string, mails = 1): Promise<string> => {
      const found = (await mailsTo(email, mails)).findLast(({ text }) => text.includes("/invitations/"));
      return /http\S+\/invitations\/[\w.~-]+/.exec(found?.text ?? "")?.[0] ?? "";
    },
    accept: async (link: string): Promise<number> => (await answer(link, "accept")).status,
    /** Waits for a mail. */
    told: (email: string, subject: string) =>
      eventually(
        () => mailsTo(email),
        (mails) => mails.some((mail) => mail.subject === subject),
      ),
    /** A mail that is caused only now has come: what was caused before has had its time. */
    settled: async (): Promise<void> => {
      const { slug } = await make.team({ owners: ["settled@x.test"] });
      const before = (await mailsTo("settled@x.test")).length;
      await root("PUT", `/v1/teams/${slug}/members/other@x.test`, { role: "member" });
      await mailsTo("settled@x.test", before + 1);
    },
    stop: () => latchkey[Symbol.asyncDispose](),
  };
};
export type Inviting = Awaited<ReturnType<typeof startInviting>>;

export const members = ({ body }: Answer): Record<string, string> =>
  Object.fromEntries(
    body.members.map(({ email, role, status }: { email: string; role: string; status: string }) => [
      email,
      `${role} ${status}`,
    ]),
  );

/** How an address is written, and whether it is taken. */
export const SPELLINGS: readonly [string, string, number][] = [
  ["in capitals", "KIM@Spelled.TEST", 200],
  ["with the Kelvin sign", "\u212aim@spelled.test", 400],
  ["with a dotless i", "k\u0131m@spelled.test", 400],
  ["with a Cyrillic letter", "k\u0456m@spelled.test", 400],
  ["in full width", "\uff4bim@spelled.test", 400],
  ["with a name in front", "Kim <kim@spelled.test>", 400],
  ["with another address behind", "kim@spelled.test,eve@x.test", 400],
  ["with a line break", "kim@spelled.test\r\nBcc: eve@x.test", 400],
  ["with a blank", "kim@spelled.test ", 400],
  ["quoted", '"kim"@spelled.test', 400],
  ["with a plus, which is another one", "kim+1@spelled.test", 200],
];
