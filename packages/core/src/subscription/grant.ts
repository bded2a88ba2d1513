import { containedIn, managementScopes } from "../access/management-scope.ts";
import { isoTime } from "../clock.ts";
import { invalidInput } from "../refusal.ts";
import type { Patch } from "../resource.ts";
import { offeredPlan, planOfSubscription } from "../service/plans.ts";
import { LATCHKEY_SERVICE, type Service } from "../service/service.ts";
import type { Changed } from "./approved.ts";
import type { Subscription } from "./subscription.ts";
import { MAX_TERM_DAYS, type Term, termOf, termStart, termUntil } from "./term.ts";

/** What an approval says of plan, scopes and end; what it does not say is as it was asked. */
export interface ApprovalChanges {
  plan?: string | undefined;
  scopes?: readonly string[] | undefined;
  expiresAt?: string | undefined;
}

/** What an approval grants otherwise than it was asked, and the term of the plan that will hold. */
export interface Grant {
  term: Term;
  plan?: string;
  scopes?: string[];
  expiresAt?: string;
}

const DAY = 86_400_000;

/** The plan that is asked for: of a change of plan the new one. */
export const askedPlan = ({ plan, planChange }: Pick<Subscription, "plan" | "planChange">) =>
  planChange?.plan ?? plan;

/**
 * What an approval grants, by the service as it is now.
 *
 * @throws Refusal `invalid-input` for a plan that is not offered, for scopes beyond those asked, and for an end that no
 * term can have.
 */
export const readGrant = (
  service: Service,
  subscription: Subscription,
  { plan, scopes, expiresAt }: ApprovalChanges,
  now: number,
): Grant => {
  const asked = askedPlan(subscription);
  const other = plan === undefined || plan === asked ? undefined : offeredPlan(service, plan)?.name;
  const fewer = scopes && fewerScopes(service, subscription, scopes);
  if (expiresAt !== undefined) requireEnd(subscription, expiresAt, now, service.deprecation?.sunsetAt);
  return {
    term: termOf(planOfSubscription(service, other ?? asked), service),
    ...(other === undefined ? {} : { plan: other }),
    ...(fewer ? { scopes: fewer } : {}),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
};

/** What may be granted: what was asked, else what the service has. Of the management API a scope contains those before it. */
export const grantableScopes = (
  service: Pick<Service, "slug" | "scopes">,
  { scopes }: Pick<Subscription, "scopes">,
): readonly string[] => {
  if (service.slug === LATCHKEY_SERVICE)
    return scopes ? [...new Set(scopes.flatMap(containedIn))] : managementScopes(undefined, undefined);
  return scopes ?? (service.scopes ?? []).map(({ name }) => name);
};

/** Nothing where it is all that was asked: then it stays as it was asked. */
const fewerScopes = (
  service: Service,
  subscription: Subscription,
  scopes: readonly string[],
): string[] | undefined => {
  const grantable = grantableScopes(service, subscription);
  const beyond = scopes.findIndex((scope) => !grantable.includes(scope));
  if (beyond >= 0)
    throw invalidInput(
      `/scopes/${beyond}`,
      `One of: ${grantable.join(", ") || "the service has no scopes"}.`,
    );
  const fewer = [...new Set(scopes)];
  return [...(subscription.scopes ?? grantable)].every((scope) => fewer.includes(scope)) ? undefined : fewer;
};

/**
 * In the future; of a renewal after the end that it goes on from, and no later than its service ends; and no further than the
 * longest term of a plan.
 */
const requireEnd = (
  subscription: Subscription,
  expiresAt: string,
  now: number,
  sunsetAt: string | undefined,
): void => {
  if (subscription.renewal && sunsetAt !== undefined && expiresAt > sunsetAt)
    throw invalidInput("/expiresAt", `At the latest ${sunsetAt}, when the service ends.`);
  const start = termStart(subscription, now);
  const end = Date.parse(expiresAt);
  if (end <= start || end > start + MAX_TERM_DAYS * DAY)
    throw invalidInput("/expiresAt", `After ${isoTime(start)}, and at most ${MAX_TERM_DAYS} days after it.`);
};

/** What the grant sets in place of what was asked, and how the two differ. */
export const granted = (
  current: Subscription,
  { plan, scopes, expiresAt }: Grant,
  asked: Patch<Subscription> = {},
  now: number,
): { change: Patch<Subscription>; changed?: Changed } => {
  const start = termStart(current, now);
  const end = expiresAt === undefined ? {} : termUntil(start, expiresAt);
  const former = asked.expiresAt === undefined ? current.expiresAt : asked.expiresAt;
  const changed: Changed = {
    ...(plan === undefined ? {} : { plan: { ...from(askedPlan(current)), to: plan } }),
    ...(scopes === undefined ? {} : { scopes: { ...from(current.scopes), to: scopes } }),
    ...(expiresAt === undefined || expiresAt === former
      ? {}
      : { expiresAt: { ...from(former ?? undefined), to: expiresAt } }),
  };
  return {
    change: { ...asked, ...end, ...(plan ? { plan } : {}), ...(scopes ? { scopes } : {}) },
    ...(Object.keys(changed).length > 0 ? { changed } : {}),
  };
};

const from = <T>(value: T | undefined): { from?: T } => (value === undefined ? {} : { from: value });
