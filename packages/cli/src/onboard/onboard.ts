import { setTimeout as sleep } from "node:timers/promises";
import type { Latchkey } from "@latchkey/client/latchkey";
import type { Schemas } from "@latchkey/client/operations";
import { Problem } from "@latchkey/client/problem";
import { EXIT, type ExitCode, WrongUse } from "../command-line/exit-code.ts";
import type { Terminal } from "../command-line/terminal.ts";
import { type Answers, questionLines, typedAnswers } from "./answers.ts";

export interface Onboarding {
  readonly service: string;
  /** The name. */
  readonly consumer: string;
  readonly team?: string;
  readonly plan?: string;
  readonly reason?: string;
  /** Of a file. */
  readonly answers?: Answers;
  /** Of the command line, by the name of the question; before those of the file. */
  readonly answer?: Readonly<Record<string, string>>;
  /** The version of the terms that the applicant agrees to. */
  readonly terms?: string;
  /** Seconds. */
  readonly timeout: number;
  readonly json?: true;
}

export interface OnboardingRun {
  readonly terminal: Terminal;
  /** Ends the waiting. */
  readonly stop: AbortSignal;
}

const KEY_NAME = "onboard";

/** Each part is looked for before it is made, so that a second run goes on where the first was. */
export const onboard = async (
  latchkey: Latchkey,
  asked: Onboarding,
  { terminal, stop }: OnboardingRun,
): Promise<ExitCode> => {
  const consumer = await consumerOf(latchkey, await teamOf(latchkey, asked.team), asked.consumer);
  const applied = await subscriptionOf(latchkey, consumer.id, asked, terminal);
  const subscription = await decided(latchkey, applied, asked.timeout, terminal, stop);
  if (subscription.status !== "active") {
    terminal.tell(sentenceOf(subscription));
    if (asked.json)
      terminal.print(JSON.stringify({ consumer, subscription, credential: null, secret: null }));
    return EXIT.refused;
  }
  const known = await livingCredential(latchkey, consumer.id);
  if (known) {
    terminal.tell(
      `${consumer.team}/${consumer.name} has the credential ${known.name}: its secret was shown when it was issued.`,
    );
    if (asked.json)
      terminal.print(JSON.stringify({ consumer, subscription, credential: known, secret: null }));
    return EXIT.done;
  }
  const { credential, secret } = await latchkey.POST("/v1/consumers/{consumer}/credentials", {
    params: { path: { consumer: consumer.id } },
    body: { name: KEY_NAME, type: "api-key" },
  });
  if (asked.json) terminal.print(JSON.stringify({ consumer, subscription, credential, secret }));
  else terminal.print(secret?.["apiKey"] ?? "");
  return EXIT.done;
};

/** @throws WrongUse where it has to be named */
const teamOf = async (latchkey: Latchkey, named: string | undefined): Promise<string> => {
  if (named !== undefined) return named;
  const { teams } = await latchkey.GET("/v1/me");
  const [only, another] = teams.filter(({ role }) => role !== "viewer");
  if (!only) throw new WrongUse("You are in no team: --team names the one that the program belongs to.");
  if (another)
    throw new WrongUse(
      `You are in several teams: --team names one of ${teams.map(({ team }) => team).join(", ")}.`,
    );
  return only.team;
};

const consumerOf = async (latchkey: Latchkey, team: string, name: string): Promise<Schemas["Consumer"]> => {
  for await (const each of latchkey.each("/v1/consumers", { params: { query: { team, q: name } } }))
    if (each.name === name) return each;
  return latchkey.POST("/v1/consumers", { body: { name, team } });
};

const LIVING = new Set<Schemas["SubscriptionStatus"]>(["pending", "active", "suspended"]);

const subscriptionOf = async (
  latchkey: Latchkey,
  consumer: string,
  asked: Onboarding,
  terminal: Terminal,
): Promise<Schemas["Subscription"]> => {
  const params = { path: { consumer } };
  for await (const each of latchkey.each("/v1/consumers/{consumer}/subscriptions", { params }))
    if ((each.service === asked.service || each.serviceId === asked.service) && LIVING.has(each.status))
      return each;
  const body = await applicationOf(latchkey, asked);
  try {
    return await latchkey.POST("/v1/consumers/{consumer}/subscriptions", { params, body });
  } catch (error) {
    if (
      error instanceof Problem &&
      error.errors.some(({ pointer }) => /^\/(?:answers|termsVersion)\b/.test(pointer))
    )
      await tellQuestions(latchkey, asked.service, terminal);
    throw error;
  }
};

const applicationOf = async (
  latchkey: Latchkey,
  { service, plan, reason, answers, answer, terms }: Onboarding,
) => {
  const typed = answer && typedAnswers(answer, await formOf(latchkey, service));
  return {
    service,
    ...(plan === undefined ? {} : { plan }),
    ...(reason === undefined ? {} : { reason }),
    ...(answers || typed ? { answers: { ...answers, ...typed } } : {}),
    ...(terms === undefined ? {} : { termsVersion: terms }),
  };
};

const formOf = async (latchkey: Latchkey, service: string) =>
  (await latchkey.GET("/v1/catalog/{service}", { params: { path: { service } } })).application;

/** What could not be told adds nothing to what the stage has said. */
const tellQuestions = async (latchkey: Latchkey, service: string, terminal: Terminal): Promise<void> => {
  const form = await formOf(latchkey, service).catch(() => undefined);
  if (form) terminal.tell([`${service} asks its applicants:`, ...questionLines(form)].join("\n"));
};

/** Milliseconds between two questions: soon at first, then more seldom. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;

const decided = async (
  latchkey: Latchkey,
  applied: Schemas["Subscription"],
  timeout: number,
  terminal: Terminal,
  stop: AbortSignal,
): Promise<Schemas["Subscription"]> => {
  const until = Date.now() + timeout * 1000;
  let current = applied;
  if (current.status === "pending")
    terminal.tell(`Applied for ${applied.service}: ${applied.id} waits for its approvers.`);
  for (let pause = FIRST_PAUSE; current.status === "pending"; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    const left = until - Date.now();
    if (left <= 0 || stop.aborted) return current;
    await sleep(Math.min(pause, left), undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) return current;
    current = await latchkey.GET("/v1/subscriptions/{subscription}", {
      params: { path: { subscription: applied.id } },
    });
  }
  return current;
};

const sentenceOf = ({ id, status, history }: Schemas["Subscription"]): string => {
  if (status === "pending") return `${id} still waits for a decision. Run it again: it goes on from here.`;
  const reason = history.at(-1)?.reason;
  return `${id} is ${status}${reason ? `: ${reason}` : "."}`;
};

const livingCredential = async (
  latchkey: Latchkey,
  consumer: string,
): Promise<Schemas["Credential"] | undefined> => {
  for await (const each of latchkey.each("/v1/consumers/{consumer}/credentials", {
    params: { path: { consumer } },
  }))
    if (
      each.status === "enabled" &&
      (each.expiresAt === undefined || Date.parse(each.expiresAt) > Date.now())
    )
      return each;
  return undefined;
};
