import { sentTable } from "@latchkey/aws/stores/sent-table";
import { testStore } from "@latchkey/aws/testing/test-store";
import type { Mail } from "@latchkey/core/notification/mailer";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { quietLog } from "../testing/quiet-log.ts";
import { APPROVERS, eventAbout, notifying, postOffice } from "./notify.fixture.ts";
import { createTakeBatch } from "./take-batch.ts";

const store = testStore();
const { applied, notifyBy } = notifying(store);

describe("A mail server that is away", () => {
  const HOUR = 3_600_000;
  const MINUTE = 60_000;

  it("for an hour loses no mail: each arrives once after the outage, and none twice", async () => {
    const events = [eventAbout(await applied()), eventAbout(await applied())];
    const post = postOffice();
    const start = NOW;
    let now = start;
    const send = async (mail: Mail) => {
      // The first went through; then the server was gone for an hour.
      if (post.mails.length > 0 && now < start + HOUR) throw new Error("connect ECONNREFUSED");
      await post.send(mail);
    };
    const notify = notifyBy({ send }, { now: () => now, sent: sentTable(store(), () => now) });
    const waiting = new Set(events);
    for (; waiting.size > 0 && now < start + 24 * HOUR; now += 5 * MINUTE)
      for (const event of waiting) {
        const told = await notify(event).then(
          () => true,
          () => false,
        );
        if (told) waiting.delete(event);
      }
    expect(now).toBe(start + HOUR + 5 * MINUTE);
    expect(post.recipients()).toEqual([...APPROVERS, ...APPROVERS].sort());
    expect(new Set(post.mails.map((mail) => mail.messageId)).size).toBe(6);
  });

  it("leaves what came by the queue in the queue, event by event", async () => {
    const [well, broken] = [eventAbout(await applied()), eventAbout(await applied())];
    const take = async (event: unknown) => {
      if (JSON.stringify(event) === JSON.stringify(broken)) throw new Error("451 try later");
    };
    const record = (messageId: string, body: string) =>
      ({ messageId, body }) as Parameters<ReturnType<typeof createTakeBatch>>[0]["Records"][number];
    const batch = {
      Records: [
        record("1", JSON.stringify(well)),
        record("2", JSON.stringify(broken)),
        record("3", "no JSON"),
      ],
    };
    const log = quietLog;
    const measured: unknown[] = [];
    const takeBatch = createTakeBatch(take, {
      log,
      measure: (at, metrics) => measured.push(at, ...metrics),
      now: () => NOW,
    });
    expect(await takeBatch(batch)).toEqual({
      batchItemFailures: [{ itemIdentifier: "2" }, { itemIdentifier: "3" }],
    });
    expect(measured).toEqual([NOW, { name: "MailsNotSent", unit: "Count", value: 2 }]);
    await takeBatch({ Records: batch.Records.slice(0, 1) });
    expect(measured).toHaveLength(2);
  });
});
