import {
  type Disturbance,
  type PassingAnswer,
  type PassingCall,
  pairsOf,
  without,
} from "./faulty-stage.fixture.ts";

export const json = (status: number, body: unknown): PassingAnswer => ({
  status,
  headers: ["Content-Type", "application/json"],
  body: Buffer.from(JSON.stringify(body)),
});

export const headerOf = (call: PassingCall | PassingAnswer, name: string): string =>
  pairsOf(call.headers).find(([each]) => each.toLowerCase() === name)?.[1] ?? "";

export const isProblem = (answer: PassingAnswer) =>
  headerOf(answer, "content-type").startsWith("application/problem+json");

/** Of answers: without the headers of these names. */
export const lacking = (...names: string[]): Disturbance => ({
  answer: (answer) => ({ ...answer, headers: names.reduce<string[]>(without, answer.headers) }),
});

/** Of calls of the gateway. */
export const onGateway = (change: (call: PassingCall) => PassingCall): Disturbance => ({
  call: (call, plane) => (plane === "gateway" ? change(call) : call),
});

export const notSent = (name: string) =>
  onGateway((call) => ({ ...call, headers: without(call.headers, name) }));

export const MEBIBYTE = 1024 * 1024;
