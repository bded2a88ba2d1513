import { beforeAll, expect, it } from "vitest";
import { type InboxMail, inbox } from "../subscriptions/life.fixture.ts";
import { type Making, making } from "../support/making.ts";
import { asRoot, eventually, type Send } from "../support/management.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";

let mails: () => Promise<InboxMail[]>;
let root: Send;
let make: Making;
beforeAll(async () => {
  const latchkey = await sharedLatchkey();
  mails = () => inbox(latchkey);
  root = asRoot(latchkey);
  make = making(root);
});

it("who is added by an admin gets one mail, which says by whom and as what, and opens the team's page", async () => {
  const { slug } = await make.team({ owners: ["first@added.test"] });
  const add = (email: string, role: string) => root("PUT", `/v1/teams/${slug}/members/${email}`, { role });
  const [mia, ola, last] = [`mia@${slug}.test`, `ola@${slug}.test`, `last@${slug}.test`];
  await add(mia, "member");
  await add(mia, "member");
  await add(ola, "owner");
  await add(last, "viewer");
  const told = await eventually(mails, (all) => all.some(({ to }) => to === last));
  for (const [email, role] of [
    [mia, "a member"],
    [ola, "an owner"],
  ]) {
    const own = told.filter(({ to, text }) => to === email && text.includes("You were added to a team"));
    expect(own.map(({ subject }) => subject)).toEqual([`Added: team ${slug}`]);
    expect(own[0]?.text).toContain(`You belong to the team ${slug} from now on, as ${role}.`);
    expect(own[0]?.text).toMatch(new RegExp(`By: +con_.*http\\S+/teams/${slug}`, "s"));
  }
});
