import { describe, expect, it } from "vitest";
import type { MailLimits } from "../mail/mail-budget.ts";
import type { WaitingMail } from "../mail/waiting-mail.ts";
import { Raced } from "../outage.ts";
import type { PlatformChange, PlatformWrite } from "../platform/records.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { NOW } from "../testing/records.ts";
import { payOnce, putOff } from "./send-budget.ts";

const CAUSE = { team: "shop", actor: "carl@example.com" };
const MAIL: WaitingMail = Object.create(null);

/** A platform that knows which mails were decided on, and which digests are closed. */
const world = (limits: Partial<MailLimits> = {}, decided: string[] = [], closed = 0) => {
  const { work, changes, loseRaces } = aWorld({});
  const known = new Set(decided);
  let open = -closed;
  const refuse = (write: PlatformWrite) => {
    if (write.write === "admit-mail" && known.has(write.key)) throw write.otherwise;
    if (write.write !== "put-off-mail") return;
    if (known.has("put off")) throw write.otherwise.decided;
    open += 1;
    if (open <= 0) throw write.otherwise.closed;
  };
  const commit = () => async (change: PlatformChange) => {
    change.writes.forEach(refuse);
    await work().commit(change);
    for (const write of change.writes) if (write.write === "admit-mail") known.add(write.key);
    if (change.writes.some(({ write }) => write === "put-off-mail")) known.add("put off");
  };
  const dependencies = {
    limits: { mailsPerPerson: 200, mailsPerTeam: 500, ...limits },
    now: () => NOW,
    commit,
  };
  return { dependencies, changes, loseRaces };
};
const keys = (count: number) => Array.from({ length: count }, (_, index) => `key-${index}`);
const digests = (changes: PlatformChange[]) =>
  changes.flatMap(({ writes }) =>
    writes.flatMap((each) => (each.write === "put-off-mail" ? [each.digest] : [])),
  );

describe("the mails of an event", () => {
  it("are paid for once each, by the person and the team that caused them", async () => {
    const { dependencies, changes } = world();
    expect(await payOnce(dependencies, keys(2), CAUSE)).toEqual(keys(2));
    expect(changes[0]?.writes).toMatchObject([
      { write: "admit-mail", key: "key-0" },
      { write: "admit-mail", key: "key-1" },
      { write: "spend", spend: { of: "mails/by/carl@example.com", amount: 2 } },
      { write: "spend", spend: { of: "mails/of/shop", amount: 2 } },
    ]);
    expect(await outcomeOf(() => payOnce(dependencies, keys(1), CAUSE))).toBe("raced");
    expect(changes).toHaveLength(1);
  });

  it("that time alone has brought about are the team's", async () => {
    const { dependencies, changes } = world();
    await payOnce(dependencies, keys(1), { team: "shop" });
    expect(changes[0]?.writes).toHaveLength(2);
  });

  it("are paid for in changes of ninety, as far as what is left pays for all of one", async () => {
    const { dependencies, changes } = world({ mailsPerTeam: 100 });
    expect(await payOnce(dependencies, keys(100), CAUSE)).toHaveLength(100);
    expect(changes.map(({ writes }) => writes.length)).toEqual([92, 12]);
    const less = world({ mailsPerTeam: 99 });
    expect(await payOnce(less.dependencies, keys(100), CAUSE)).toHaveLength(90);
  });

  it("are none where there are none, and none is paid for beyond what is left", async () => {
    const { dependencies, changes } = world({ mailsPerPerson: 0 });
    expect([await payOnce(dependencies, [], CAUSE), await payOnce(dependencies, keys(1), CAUSE)]).toEqual([
      [],
      [],
    ]);
    expect(changes).toEqual([]);
  });

  it.each([
    [5, "done"],
    [6, "raced"],
  ])("are tried again after lost races: after %i it is %s", async (races, outcome) => {
    const { dependencies, loseRaces } = world();
    loseRaces(races);
    expect(await outcomeOf(() => payOnce(dependencies, keys(1), CAUSE))).toBe(outcome);
  });
});

describe("a mail that is put off", () => {
  const put = ({ dependencies }: ReturnType<typeof world>) => putOff(dependencies, "sue@example.com", MAIL);

  it("waits in the digest of its hour, once", async () => {
    const made = world();
    await put(made);
    await put(made);
    expect(digests(made.changes)).toMatchObject([{ to: "sue@example.com" }]);
  });

  it("waits in a later one where that is closed, each an hour after the other", async () => {
    const [first, third] = [world(), world({}, [], 2)];
    await put(first);
    await put(third);
    const [early, late] = [digests(first.changes)[0]?.hour, digests(third.changes)[0]?.hour];
    expect((late ?? 0) - (early ?? 0)).toBe(2 * 3_600_000);
  });

  it.each([
    [5, "done"],
    [6, "not-empty"],
  ])("is given up where %i digests are closed: %s", async (closed, outcome) => {
    expect(await outcomeOf(() => put(world({}, [], closed)))).toBe(outcome);
  });

  it("is tried again after a lost race", async () => {
    const made = world();
    made.loseRaces(2);
    await put(made);
    expect(digests(made.changes)).toHaveLength(1);
    const lost = world();
    lost.loseRaces(6);
    await expect(put(lost)).rejects.toBeInstanceOf(Raced);
  });
});
