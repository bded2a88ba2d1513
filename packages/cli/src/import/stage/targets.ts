import { Problem } from "@latchkey/client/problem";
import * as z from "zod/mini";
import type { Management } from "../../management/management.ts";
import { nameFrom } from "../source/names.ts";

/** A service of the stage that subscriptions go to. */
export interface Target {
  readonly slug: string;
  readonly plan?: string;
  /** The caller may subscribe others to it; else it applies for them. */
  readonly asProvider: boolean;
}

export interface Targets {
  /** @param names those that the source has for a service, the closest first */
  of(names: readonly string[]): Target | { readonly why: string };
}

const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;
const Service = z.object({ plans: z.optional(z.array(z.object({ name: z.string() }))) });
type Found = { readonly asProvider: boolean; readonly plans: readonly string[] };

/**
 * Looks up every service that one of the names could mean.
 * @param given slugs by the source's names, as `--service` says them
 * @param plan where a service has several and none is called as in the source
 */
export const findTargets = async (
  management: Management,
  all: Iterable<readonly string[]>,
  given: ReadonlyMap<string, string>,
  plan: string | undefined,
): Promise<Targets> => {
  const found = new Map<string, Found | undefined>();
  const slugsOf = (names: readonly string[]): string[] => {
    const named = names.flatMap((name) => given.get(name) ?? []);
    // What `--service` says is meant: nothing else is looked for.
    return (named.length > 0 ? named : names.flatMap((name) => [name, nameFrom(name)])).filter((slug) =>
      SLUG.test(slug),
    );
  };
  for (const names of all)
    for (const slug of slugsOf(names)) if (!found.has(slug)) found.set(slug, await lookUp(management, slug));
  return {
    of: (names) => {
      for (const slug of slugsOf(names)) {
        const service = found.get(slug);
        if (!service) continue;
        const chosen = choosePlan(service.plans, names, plan);
        if (chosen === "none") return { why: `${slug} has several plans: name one with --plan` };
        return { slug, asProvider: service.asProvider, ...(chosen === undefined ? {} : { plan: chosen }) };
      }
      return { why: `no service is called that: --service "${names[0] ?? ""}=SLUG"` };
    },
  };
};

const lookUp = async (management: Management, slug: string): Promise<Found | undefined> => {
  for (const [list, asProvider] of [
    ["services", true],
    ["catalog", false],
  ] as const) {
    const answer = await ifThere(management.do("GET", `/v1/${list}/${slug}`));
    if (answer !== undefined)
      return { asProvider, plans: (Service.parse(answer).plans ?? []).map(({ name }) => name) };
  }
  return undefined;
};

const ifThere = async (asked: Promise<unknown>): Promise<unknown> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return undefined;
    throw error;
  }
};

const choosePlan = (
  plans: readonly string[],
  names: readonly string[],
  plan: string | undefined,
): string | undefined | "none" => {
  if (plans.length === 0) return undefined;
  const same = plans.find((each) => names.some((name) => name === each || nameFrom(name) === each));
  const named = plan !== undefined && plans.includes(plan) ? plan : undefined;
  return same ?? named ?? (plans.length === 1 ? plans[0] : "none");
};
