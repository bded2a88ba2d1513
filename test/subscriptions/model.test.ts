import { inFull } from "@latchkey/core/testing/in-full";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { asPerson, type Send } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";
import { moveClock } from "./life.fixture.ts";
import {
  applying,
  approvingBy,
  callCode,
  changingPlan,
  type Model,
  newModel,
  PLANS,
  type PlanName,
  passing,
  RULES,
} from "./subscription-model.ts";

const { latchkey, root, make } = ownLatchkey({ LATCHKEY_REVOCATION_SECONDS: "0" });
const OLGA = "olga@providers.test";
/** Of one approval, and of two. */
const services = new Map<number, string>();
beforeAll(async () => {
  // A cache may let a call through for some seconds more: here every record is read again.
  const team = await make.team({ owners: [OLGA] });
  const plans = Object.entries(PLANS).map(([name, durationDays]) => ({
    name,
    ...(durationDays === undefined ? {} : { durationDays }),
  }));
  for (const approvalsNeeded of [1, 2]) {
    const { slug } = await make.service(team.slug, { plans, approvalsNeeded });
    services.set(approvalsNeeded, slug);
  }
});

/** The whole of one run: a consumer, and what it has of the service. */
interface Real {
  service: string;
  consumer: { id: string };
  apiKey: string;
  subscription?: { id: string };
  /** When the first day began, in milliseconds. */
  dayZero: number;
}

const DAY = 86_400_000;
const NEAR = 60_000;

type Command = fc.AsyncCommand<Model, Real>;

const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  run: async (model, real) => {
    await run(model, real);
    await compare(model, real);
  },
  toString: () => name,
});

const compare = async (model: Model, real: Real): Promise<void> => {
  const call = await fetch(`${latchkey().gateway}/${real.service}/x`, {
    headers: { "X-API-Key": real.apiKey },
  });
  expect(((await call.json()) as { code: string }).code).toBe(callCode(model));
  if (!real.subscription) return;
  const { body } = await root("GET", `/v1/subscriptions/${real.subscription.id}`);
  expect({
    status: body.status,
    plan: body.plan,
    renewal: body.renewal !== undefined,
    planChange: body.planChange?.plan,
    approvals: body.approvals.length,
  }).toEqual({
    status: model.status,
    plan: model.plan,
    renewal: model.renewalAskedOn !== undefined,
    planChange: model.planChange?.plan,
    approvals: model.approvals.length,
  });
  const { status, endsOn } = model;
  if (status !== "active" && status !== "suspended" && status !== "expired") return;
  if (endsOn === undefined) expect(body.expiresAt).toBeUndefined();
  else expect(Math.abs(Date.parse(body.expiresAt) - real.dayZero - endsOn * DAY)).toBeLessThan(NEAR);
};

const apply = (plan: PlanName): Command =>
  command(`apply for ${plan}`, async (model, real) => {
    const answer = await root("POST", `/v1/consumers/${real.consumer.id}/subscriptions`, {
      service: real.service,
      plan,
    });
    const allowed = applying(plan)(model);
    expect([answer.status, answer.body.code]).toEqual(
      allowed ? [201, undefined] : [409, "subscription-exists"],
    );
    if (allowed) real.subscription = answer.body;
  });

const act = (
  action: string,
  rule: (model: Model) => boolean,
  body: object = {},
  send: Send = root,
): Command =>
  command(`${action} ${JSON.stringify(body)}`, async (model, real) => {
    if (!real.subscription) return;
    const before = model.status;
    const answer = await send("POST", `/v1/subscriptions/${real.subscription.id}/${action}`, body);
    const allowed = rule(model);
    seen.add(`${action} ${allowed ? "done" : "refused"} when ${before}`);
    expect([answer.status, answer.body.code, answer.body.state]).toEqual(
      allowed ? [200, undefined, undefined] : [409, "invalid-transition", before],
    );
  });

const byRule = (action: string): Command => act(action, RULES[action] ?? (() => false));

/** By the owner of the service's team, where `root` may have approved already; her token would not outlive the days. */
const asOlga: Send = async (...asked) => (await asPerson(latchkey(), OLGA))(...asked);
const approveAsOlga = (): Command => act("approve", approvingBy(OLGA), {}, asOlga);

/** What the runs have come across. */
const seen = new Set<string>();

/** The clock of all runs, which only goes forward. */
let day = 0;

const wait = (days: number): Command =>
  command(`wait ${days} days`, async (model) => {
    day += days;
    await moveClock(latchkey(), day);
    passing(model, days);
  });

/** Does each thing once where it is allowed: what was never done proves nothing. */
const tour = [
  apply("short"),
  ...["approve", "suspend", "resume", "renew", "approve"].map(byRule),
  act("change-plan", changingPlan("long"), { plan: "long" }),
  ...["approve", "cancel"].map(byRule),
  ...["reject", "withdraw"].flatMap((action) => [apply("long"), byRule(action)]),
  apply("endless"),
  byRule("approve"),
  byRule("revoke"),
];

/** The same of a service for which two people approve. */
const withTwo = [
  apply("short"),
  ...["approve", "approve"].map(byRule),
  approveAsOlga(),
  byRule("renew"),
  approveAsOlga(),
  byRule("reject"),
  act("change-plan", changingPlan("long"), { plan: "long" }),
  approveAsOlga(),
  byRule("approve"),
  approveAsOlga(),
];

const plan = fc.constantFrom<PlanName>("short", "long", "endless");
const commands = fc.commands(
  [
    plan.map(apply),
    ..."approve approve reject withdraw suspend resume cancel revoke renew renew"
      .split(" ")
      .map((action) => fc.constant(byRule(action))),
    fc.constant(approveAsOlga()),
    plan.map((name) => act("change-plan", changingPlan(name), { plan: name })),
    fc.constantFrom(1, 6, 13, 14, 20, 45).map(wait),
  ],
  { maxCommands: 40, size: "max" },
);

const drive = async (course: Iterable<Command>, needed: number): Promise<void> => {
  const consumer = await make.consumer("latchkey");
  const { secret } = await make.credential(consumer);
  const service = services.get(needed) ?? "";
  const real: Real = { service, consumer, apiKey: secret.apiKey, dayZero: Date.now() };
  const setup = () => ({
    model: newModel(day, needed),
    real: { ...real },
  });
  await fc.asyncModelRun(setup, course);
};

describe("The API, driven by any course of commands and days", () => {
  it("answers, and lets calls through, as the model of the contract says", async () => {
    await drive(tour, 1);
    await drive(withTwo, 2);
    await fc.assert(fc.asyncProperty(commands, fc.constantFrom(1, 2), drive), {
      numRuns: inFull ? 50 : 14,
      endOnFailure: true,
    });
    const done = new Set([...seen].flatMap((line) => (/ done /.test(line) ? [line.split(" ")[0]] : [])));
    expect([...done].sort()).toEqual([...Object.keys(RULES), "change-plan"].sort());
  });
});
