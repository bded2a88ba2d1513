/*
 * A subscription as CONTRACT.md tells it, in days: what a reader of that page expects, without any of the program's
 * own code.
 */

export const PLANS = { short: 20, long: 90, endless: undefined } as const;
export type PlanName = keyof typeof PLANS;

type Status =
  | "pending"
  | "active"
  | "suspended"
  | "rejected"
  | "withdrawn"
  | "lapsed"
  | "cancelled"
  | "revoked"
  | "expired";

export interface Model {
  day: number;
  status?: Status;
  plan: PlanName;
  appliedOn: number;
  endsOn?: number | undefined;
  renewalAskedOn?: number | undefined;
  planChange?: { askedOn: number; plan: PlanName } | undefined;
  /** How many different people have to approve, and who has. */
  needed: number;
  approvals: readonly string[];
}

export const newModel = (day: number, needed = 1): Model => ({
  day,
  plan: "short",
  appliedOn: 0,
  needed,
  approvals: [],
});

const LAPSE_DAYS = 14;

const isRunning = ({ status }: Model) => status === "active" || status === "suspended";
const isLiving = (model: Model) => isRunning(model) || model.status === "pending";
const isAsked = (model: Model) => model.renewalAskedOn !== undefined || model.planChange !== undefined;

/** True when it is done; false when it is refused, and nothing has changed. */
type Rule = (model: Model) => boolean;

const when = (condition: boolean, change: () => void): boolean => {
  if (condition) change();
  return condition;
};

const nothingAsked = (model: Model) => {
  model.renewalAskedOn = undefined;
  model.planChange = undefined;
};

const end =
  (status: Status): Rule =>
  (model) =>
    when(isRunning(model), () => {
      model.status = status;
      nothingAsked(model);
    });

const from =
  (before: Status, after: Status): Rule =>
  (model) =>
    when(model.status === before, () => {
      model.status = after;
    });

const endAfter = (start: number, plan: PlanName): number | undefined => {
  const days = PLANS[plan];
  return days === undefined ? undefined : start + days;
};

export const applying =
  (plan: PlanName): Rule =>
  (model) =>
    when(!isLiving(model), () => {
      Object.assign(model, {
        status: "pending",
        plan,
        appliedOn: model.day,
        endsOn: undefined,
        approvals: [],
      });
      nothingAsked(model);
    });

export const changingPlan =
  (plan: PlanName): Rule =>
  (model) =>
    when(model.status === "active" && !isAsked(model) && model.plan !== plan, () => {
      model.planChange = { askedOn: model.day, plan };
      model.approvals = [];
    });

const granting = (model: Model): void => {
  if (model.status === "pending") {
    model.status = "active";
    model.endsOn = endAfter(model.day, model.plan);
  } else if (model.renewalAskedOn !== undefined) {
    if (model.status === "expired") model.status = "active";
    model.endsOn = endAfter(Math.max(model.day, model.endsOn ?? 0), model.plan);
    model.renewalAskedOn = undefined;
  } else if (model.planChange) {
    model.plan = model.planChange.plan;
    model.planChange = undefined;
  }
};

/** The last of as many people as are needed grants it; who has approved does not a second time. */
export const approvingBy =
  (who: string): Rule =>
  (model) =>
    when((model.status === "pending" || isAsked(model)) && !model.approvals.includes(who), () => {
      model.approvals = [...model.approvals, who];
      if (model.approvals.length >= model.needed) granting(model);
    });

export const RULES: Record<string, Rule> = {
  approve: approvingBy("root"),
  reject: (model) => {
    if (model.status === "pending") {
      model.status = "rejected";
      return true;
    }
    return when(isAsked(model), () => nothingAsked(model));
  },
  withdraw: from("pending", "withdrawn"),
  suspend: from("active", "suspended"),
  resume: from("suspended", "active"),
  cancel: end("cancelled"),
  revoke: end("revoked"),
  renew: (model) =>
    when(
      (model.status === "active" || model.status === "expired") &&
        model.endsOn !== undefined &&
        !isAsked(model),
      () => {
        model.renewalAskedOn = model.day;
        model.approvals = [];
      },
    ),
};

/** What time alone brings. */
export const passing = (model: Model, days: number): void => {
  model.day += days;
  const lapses = (askedOn: number | undefined) => askedOn !== undefined && askedOn + LAPSE_DAYS <= model.day;
  if (isRunning(model) && model.endsOn !== undefined && model.endsOn <= model.day) {
    model.status = "expired";
    model.planChange = undefined;
  }
  if (model.status === "pending" && lapses(model.appliedOn)) model.status = "lapsed";
  if (lapses(model.renewalAskedOn)) model.renewalAskedOn = undefined;
  if (lapses(model.planChange?.askedOn)) model.planChange = undefined;
};

/** How the gateway answers a call, by its code. The upstream of the test is not there. */
export const callCode = ({ status }: Model): string => {
  switch (status) {
    case "active":
      return "upstream-unreachable";
    case "pending":
    case "suspended":
    case "expired":
      return `subscription-${status}`;
    default:
      return "no-subscription";
  }
};
