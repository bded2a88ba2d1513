import type { Declaration } from "../../declaration/declaration.ts";
import type { Imported, ImportedConsumer, Note } from "../source/imported.ts";
import { namesOf } from "../source/names.ts";
import type { Target, Targets } from "./targets.ts";

const MOST_CREDENTIALS = 100;
const MOST_DESCRIPTION = 1000;

/** What a source comes to on a stage: a file of ours, which services its subscriptions go to, and what is in neither. */
export interface Prepared {
  readonly declaration: Declaration;
  readonly targets: ReadonlyMap<string, Target>;
  readonly skipped: readonly Note[];
}

export const toDeclaration = (imported: Imported, team: string, targets: Targets): Prepared => {
  const names = namesOf(imported.consumers);
  const used = new Map<string, Target>();
  const skipped = new Map<string, Note>();
  const skip = (note: Note) => skipped.set(`${note.what}\n${note.why}`, note);
  const subscriptionsOf = ({ services }: ImportedConsumer, name: string) => {
    const slugs = new Map<string, Target>();
    for (const candidates of services) {
      const target = targets.of(candidates);
      if ("why" in target)
        skip({ what: `consumer ${name}: subscription to ${candidates[0] ?? ""}`, why: target.why });
      else slugs.set(target.slug, target);
    }
    for (const [slug, target] of slugs) used.set(slug, used.get(slug) ?? target);
    return [...slugs.values()].map(({ slug, plan }) => ({
      service: slug,
      ...(plan === undefined ? {} : { plan }),
    }));
  };
  const consumers = imported.consumers.map((each) => {
    const name = names.get(each) ?? "";
    if (each.credentials.length > MOST_CREDENTIALS)
      skip({
        what: `consumer ${name}: credentials after the first ${MOST_CREDENTIALS}`,
        why: "a consumer has no more",
      });
    return {
      name,
      team,
      ...(each.description === undefined ? {} : { description: each.description.slice(0, MOST_DESCRIPTION) }),
      ...(each.labels === undefined || Object.keys(each.labels).length === 0
        ? {}
        : { labels: { ...each.labels } }),
      ...(Object.keys(each.plugins).length === 0 ? {} : { plugins: { ...each.plugins } }),
      credentials: each.credentials.slice(0, MOST_CREDENTIALS),
      subscriptions: subscriptionsOf(each, name),
    };
  });
  return { declaration: { consumers }, targets: used, skipped: [...skipped.values()] };
};
