import { announcementTable, unsubscriberIn } from "@latchkey/aws/stores/announcement-table";
import { storedApplication } from "@latchkey/aws/testing/stored-application";
import { testStore } from "@latchkey/aws/testing/test-store";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { notifying, postOffice, ring } from "./notify.fixture.ts";

const store = testStore();
const { notifyBy } = notifying(store);

/** An announcement to a team with an active subscription and these owners besides its first one. */
const announced = async (owners: string[]) => {
  const { team, service } = await storedApplication(store(), { subscription: { status: "active" } });
  for (const email of owners) await store().keep({ member: fresh.member(team.slug, email) });
  const at = new Date(NOW).toISOString();
  const id = `ann_${service.id}`;
  await store().keep({
    announcement: {
      ...{ id, revision: 1, createdAt: at, updatedAt: at },
      ...{ service: service.slug, serviceId: service.id, team: team.slug },
      ...{ subject: "Soon", text: "Something new.", recipients: 1 },
    },
  });
  const event = {
    source: "latchkey",
    "detail-type": "service.announcement-notice",
    detail: {
      ...{ id: `evt_${id}`, at, actor: "olga@example.com", team: team.slug },
      ...{ service: service.slug, announcement: id },
    },
  };
  return { service, event };
};
const OWNERS = ["pia@example.com", "rex@example.com"];
const ALL = ["olga@example.com", ...OWNERS];

describe("An announcement on the bus", () => {
  it("is one mail to each owner, however often it comes and whatever fails in between", async () => {
    const { event } = await announced(OWNERS);
    const post = postOffice();
    for (const email of OWNERS) {
      post.failing.clear();
      post.failing.set(email, new Error("451 try later"));
      await notifyBy(post)(event).catch(() => undefined);
    }
    post.failing.clear();
    for (let times = 0; times < 2; times += 1) await notifyBy(post)(event);
    expect(post.recipients()).toEqual(ALL);
  });

  it("is sent beside a used-up budget of mails, and uses none of it", async () => {
    const { event } = await announced(OWNERS);
    const post = postOffice();
    const limits = { mailsPerPerson: 1, mailsPerTeam: 1 };
    await notifyBy(post, { limits })(event);
    expect(post.recipients()).toEqual(ALL);
    expect(post.mails.every(({ headers }) => "List-Unsubscribe" in headers)).toBe(true);
  });

  it("reaches no one who has unsubscribed meanwhile", async () => {
    const { service, event } = await announced(OWNERS);
    await unsubscriberIn(store()).unsubscribe(service.id, "PIA@example.com", new Date(NOW).toISOString());
    const post = postOffice();
    await notifyBy(post)(event);
    expect(post.recipients()).toEqual(["olga@example.com", "rex@example.com"]);
    const table = announcementTable({ ...store(), cursorRing: async () => ring });
    expect([...(await table.unsubscribed(service.id, ALL))]).toEqual(["pia@example.com"]);
  });
});
