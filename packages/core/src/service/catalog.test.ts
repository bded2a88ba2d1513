import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { StageSettings } from "../stage/stage-settings.ts";
import { aMachine } from "../testing/callers.ts";
import { ADMIN, CAST, STRANGER, the } from "../testing/cast.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aService, NOW, timeAt } from "../testing/records.ts";
import { type CatalogFilter, isForEverybody, listCatalog, readCatalog, readOffered } from "./catalog.ts";
import { type Publication, subjectOf } from "./publication.ts";
import type { Service } from "./service.ts";

const publication = (state: Publication["state"], of: Service = aService()): Publication => ({
  state,
  asked: 1,
  askedAt: timeAt(NOW),
  subject: subjectOf(of),
});

const STATES: Record<string, Partial<Service>> = {
  public: {},
  private: { visibility: "private" },
  draft: { status: "draft" },
  retired: { status: "retired" },
  rejected: { publication: publication("rejected") },
  waiting: { publication: publication("waiting") },
  approved: { publication: publication("approved") },
  changed: { publication: publication("approved", aService({ name: "Before" })) },
};

/** Which of the services of every state a caller reads. */
const readOf = async (
  read: typeof readCatalog,
  caller: Caller,
  publication: StageSettings["publication"] = "free",
) => {
  const seen: string[] = [];
  for (const [state, fields] of Object.entries(STATES)) {
    const world = aWorld({ ...CAST, service: aService(fields) });
    const work = world.work(caller, { stage: { allowPrivateAddresses: false, publication } });
    const outcome = await outcomeOf(() => read(work, "weather"));
    if (outcome === "done") seen.push(state);
    else expect(outcome).toBe("not-found");
  }
  return seen;
};

const PUBLISHED = ["public", "private", "rejected", "waiting", "approved", "changed"];

describe("the catalogue", () => {
  it.each<[who: string, caller: Caller, free: string[], reviewed: string[]]>([
    ["a stranger", STRANGER, ["public", "waiting", "approved", "changed"], ["public", "approved"]],
    [
      "a machine of others",
      aMachine("others"),
      ["public", "waiting", "approved", "changed"],
      ["public", "approved"],
    ],
    ["a viewer of its team", the("viewer", "providers"), PUBLISHED, PUBLISHED],
    ["a machine of its team", aMachine("providers"), PUBLISHED, PUBLISHED],
    ["an admin", ADMIN, PUBLISHED, PUBLISHED],
  ])("shows %s what is published and meant for it", async (_who, caller, free, reviewed) => {
    expect(await readOf(readCatalog, caller)).toEqual(free);
    expect(await readOf(readCatalog, caller, "reviewed")).toEqual(reviewed);
  });

  it("is what others see of a service, whose own team sees it in every state", async () => {
    const all = Object.keys(STATES);
    expect(await readOf(readOffered, the("viewer", "providers"))).toEqual(all);
    expect(await readOf(readOffered, ADMIN)).toEqual(all);
    expect(await readOf(readOffered, STRANGER)).toEqual(["public", "waiting", "approved", "changed"]);
  });

  it("has no service that is not there", async () => {
    const work = aWorld(CAST).work(ADMIN);
    for (const read of [readCatalog, readOffered])
      for (const reference of ["weather", "svc_1"])
        expect(await outcomeOf(() => read(work, reference))).toBe("not-found");
  });
});

it.each([
  ["public", "public", undefined, true],
  ["rejected", "public", "rejected", false],
  ["private", "private", undefined, false],
] as const)("a %s service is shown to everybody: %s, %s, %s", (_what, visibility, state, expected) => {
  const service = aService({ visibility, ...(state ? { publication: publication(state) } : {}) });
  expect(isForEverybody(service, "free")).toBe(expected);
});

describe("the list of the catalogue", () => {
  const service = (slug: string, fields: Partial<Service> = {}) =>
    aService({ id: `svc_${slug}`, slug, name: slug, ...fields });
  const SERVICES = [
    service("chat", { kind: "ai", tags: ["words"] }),
    service("secret", { visibility: "private", team: "callers" }),
    service("rain", { summary: "Words about Weather.", tags: ["sky"] }),
    service("old", { status: "retired" }),
    service("draft", { status: "draft" }),
    service("tools", { kind: "mcp", tags: ["sky", "words"] }),
  ];
  const list = (filter: CatalogFilter, caller: Caller = STRANGER, limit = 10, cursor?: string) =>
    listCatalog(aWorld({ ...CAST, service: SERVICES }).work(caller), filter, {
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    });
  const slugs = async (...of: Parameters<typeof list>) => (await list(...of)).items.map(({ slug }) => slug);

  it.each<[what: string, filter: CatalogFilter, found: string[]]>([
    ["everything", {}, ["chat", "rain", "tools"]],
    ["a kind", { kind: "ai" }, ["chat"]],
    ["a tag", { tag: "sky" }, ["rain", "tools"]],
    ["not a part of a tag", { tag: "sk" }, []],
    ["a text, in capitals or not", { q: "WEATHER" }, ["rain"]],
    ["a text of a tag, a summary or a name", { q: "words" }, ["chat", "rain", "tools"]],
    ["all that is asked for at once", { q: "words", tag: "sky", kind: "mcp" }, ["tools"]],
  ])("has %s", async (_what, filter, found) => {
    expect(await slugs(filter)).toEqual(found);
  });

  it("has the private services of the caller's teams, and all of them for an admin", async () => {
    expect(await slugs({}, the("viewer", "callers"))).toEqual(["chat", "secret", "rain", "tools"]);
    expect(await slugs({}, ADMIN)).toEqual(["chat", "secret", "rain", "tools"]);
  });

  it("has pages without gaps", async () => {
    const first = await list({}, STRANGER, 2);
    expect(first.items.map(({ slug }) => slug)).toEqual(["chat", "rain"]);
    expect(await slugs({}, STRANGER, 2, first.cursor)).toEqual(["tools"]);
  });
});
