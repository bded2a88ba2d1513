import type { Paint } from "../command-line/terminal.ts";
import { type Plan, stepsOf } from "./plan.ts";
import type { Step } from "./step.ts";

const SIGNS = { create: "+", change: "~", remove: "-" } as const;
const COLOURS = { create: "green", change: "yellow", remove: "red" } as const;

/** A step as people read it. */
export const toldStep = ({ action, kind, name, detail }: Step): string =>
  `${SIGNS[action]} ${kind} ${name}${detail === undefined ? "" : ` (${detail})`}`;

/** A step as programs read it: nothing of what is sent, which may hold a secret. */
export const shownStep = ({ action, kind, name, detail }: Step) => ({
  action,
  kind,
  name,
  ...(detail === undefined ? {} : { detail }),
});

export const toldPlan = (plan: Plan, paint: Paint): string[] => [
  ...stepsOf(plan).map((step) => paint(COLOURS[step.action], toldStep(step))),
  ...plan.notes.map((note) => `! ${note}`),
];

export const countsOf = (steps: readonly Step[]) => {
  const of = (action: Step["action"]) => steps.filter((step) => step.action === action).length;
  return { created: of("create"), changed: of("change"), removed: of("remove") };
};
