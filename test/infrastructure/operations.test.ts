import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type App, type Stack, aws_sns as sns, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { beforeAll, describe, expect, it } from "vitest";
import { WHY } from "../../infra/operations/log-queries.ts";
import { OperationsStack, operationsApp, synthesise } from "../../infra/operations/stack.ts";
import { parameterOf, WATCHED, WATCHED_FUNCTIONS } from "../../infra/operations/watched.ts";
import { alarmPage } from "./operations/alarm-page.ts";
import { alarmsOf, readTemplate, resourcesOf, type Template } from "./operations/template.ts";
import { ROOT } from "./platform/install-platform.ts";

/** What cdk-nag says of a stack: nothing, or its findings. */
const findings = (build: (app: App) => Stack): string => {
  const app = operationsApp();
  build(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  try {
    app.synth();
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const ALL = { alarmEmail: "on-call@example.com", monthlyBudget: 100 };

let text: string;
let template: Template;
beforeAll(() => {
  text = synthesise(ALL);
  template = readTemplate(text, { Prefix: "latchkey-staging", Stage: "staging" });
});

/** Without the stage before it. */
const nameOf = (name: string): string => name.replace(/^latchkey-staging-/, "");

describe("the operations stack", () => {
  it("passes the checks of AWS Solutions", () => {
    expect(findings((app) => new OperationsStack(app, "Operations", ALL))).toBe("");
  });

  it("would not pass them with a topic that takes messages in the clear", () => {
    const build = (app: App) => {
      const stack = new OperationsStack(app, "Operations");
      new sns.Topic(stack, "Open");
      return stack;
    };
    expect(findings(build)).toMatch(/SNS3/);
  });

  it.each(["cloudwatch.amazonaws.com", "budgets.amazonaws.com"])(
    "lets %s publish to the alarms' topic, for this account only",
    (Service) => {
      const [policy] = resourcesOf(template, "AWS::SNS::TopicPolicy");
      expect(policy).toMatchObject({
        PolicyDocument: {
          Statement: expect.arrayContaining([
            expect.objectContaining({
              Effect: "Allow",
              Action: "sns:Publish",
              Principal: { Service },
              Condition: { StringEquals: { "aws:SourceAccount": "<AWS::AccountId>" } },
            }),
          ]),
        },
      });
    },
  );

  it("mails its alarms to whom the stage names", () => {
    expect(resourcesOf(template, "AWS::SNS::Subscription")).toMatchObject([
      { Protocol: "email", Endpoint: "on-call@example.com" },
    ]);
    expect(resourcesOf(readTemplate(synthesise({}), {}), "AWS::SNS::Subscription")).toEqual([]);
  });

  it("has a budget that tells the same topic, or none", () => {
    const [budget] = resourcesOf(template, "AWS::Budgets::Budget");
    expect(budget).toMatchObject({
      Budget: { BudgetLimit: { Amount: 100, Unit: "USD" }, TimeUnit: "MONTHLY", BudgetType: "COST" },
      NotificationsWithSubscribers: ["ACTUAL", "ACTUAL", "FORECASTED"].map((NotificationType) => ({
        Notification: { NotificationType },
        Subscribers: [{ SubscriptionType: "SNS", Address: expect.stringMatching(/^<Alarms/) }],
      })),
    });
    const none = readTemplate(synthesise({ monthlyBudget: 0 }), {});
    expect(resourcesOf(none, "AWS::Budgets::Budget")).toEqual([]);
  });

  it("needs no bootstrapped account: it has no assets, no metadata and no rules about either", () => {
    const { Resources, Rules, Parameters } = JSON.parse(text);
    expect(Object.keys(Parameters)).toEqual([...WATCHED, ...WATCHED_FUNCTIONS.map(parameterOf)]);
    expect(Rules).toBeUndefined();
    expect(JSON.stringify(Resources)).not.toMatch(/CDKMetadata|aws:asset/);
  });

  it("leaves room in the template, which may have 51,200 bytes", () => {
    expect(Buffer.byteLength(text)).toBeLessThan(50_500);
  });
});

it("costs what the page about deploying says: each metric of an alarm is paid", async () => {
  const page = await readFile(join(ROOT, "docs/deploy.md"), "utf8");
  const alarms = alarmsOf(template);
  const metrics = alarms.flatMap((alarm) => alarm.metrics).length;
  expect(page).toContain(`${alarms.length} alarms over ${metrics} metrics at 0.10 each`);
});

it.each([
  [
    "the authorizer has written and Lambda has wrapped",
    { message: JSON.stringify({ reason: "no-subscription" }) },
  ],
  ["the authorizer has written", { message: "refused", reason: "no-subscription" }],
  ["the gateway has written", { message: "call", status: 403, code: "no-subscription" }],
])("the dashboard finds why a call was refused in the line that %s", (_by, line) => {
  expect(new RegExp(WHY).exec(JSON.stringify(line))?.groups?.["why"]).toBe("no-subscription");
});

describe("every alarm", () => {
  it("is named after its stage and heard of by somebody", () => {
    for (const { name, actions } of alarmsOf(template)) {
      expect(name).toMatch(/^latchkey-staging-[a-z0-9-]+$/);
      expect(actions).toEqual([expect.stringMatching(/^<Alarms/)]);
    }
  });

  it("says what it means and where it is told what to do, in what SNS and people can take", () => {
    for (const { name, description } of alarmsOf(template)) {
      expect(description, name).toMatch(/\w\. See docs\/operations\.md\.$/);
      expect(description.length).toBeLessThan(300);
    }
  });

  it("stays quiet without calls; only what runs on a schedule rings when its runs are missing", () => {
    const alarms = alarmsOf(template);
    const ringing = alarms.filter(({ treatMissingData }) => treatMissingData === "breaching");
    expect(ringing.map(({ name }) => nameOf(name)).sort()).toEqual([
      "anchors-stopped",
      "digests-stopped",
      "outbox-waiting",
      "recounting-stopped",
      "retries-stopped",
      "roll-up-stopped",
      "rotation-stopped",
      "schedule-stopped",
      "sweep-stopped",
      "verifying-stopped",
    ]);
    for (const alarm of alarms)
      if (!ringing.includes(alarm)) expect(alarm.treatMissingData).toBe("notBreaching");
  });

  it("misses no clock that is switched off", () => {
    const names = alarmsOf(readTemplate(synthesise({ rotatesKeys: false }), {})).map(({ name }) => name);
    expect(names.filter((name) => name.includes("rotation"))).toEqual([]);
  });

  it("rings for functions without room, except those whose own bound lets events wait by design", () => {
    const [alarm] = alarmsOf(template).filter(({ name }) => name.endsWith("-functions-throttled"));
    const apart = alarm?.metrics.flatMap(({ dimensions }) => dimensions["FunctionName"] ?? []);
    expect(apart).toEqual(["Authorizer", "Deliver", "Gateway", "Ingest"].map((name) => `<${name}Function>`));
  });

  it("reads ten metrics at most, which is all that CloudWatch takes", () => {
    for (const { metrics } of alarmsOf(template)) expect(metrics.length).toBeLessThanOrEqual(10);
  });

  it("has its heading in the operator's page, and no heading there is of none", async () => {
    const section = await alarmPage();
    const headings = [...section.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
    const names = alarmsOf(template).map(({ name }) => nameOf(name));
    expect(headings.toSorted()).toEqual([...names, "monthly-budget"].sort());
    expect(new Set(headings).size).toBe(headings.length);
    const others = [...section.matchAll(/(?:see|With|as for)\s+`([a-z0-9-]+)`/g)].map(([, name]) => name);
    expect(others.length).toBeGreaterThan(10);
    for (const other of others) expect(headings).toContain(other);
  });
});
