import { describe, expect, it } from "vitest";
import type { KeyRing } from "../key-ring/key-ring.ts";
import { signLink } from "../link/signed-link.ts";
import { type Publication, subjectOf } from "../service/publication.ts";
import { aForgedRing, aMember, aRing, aService, keysOf, NOW, timeAt } from "../testing/records.ts";
import { type PublicationLink, signPublicationLink } from "./publication-link.ts";
import { isPublicationToken, readPublication } from "./read-publication.ts";

const ring = aRing("k2", "k1");
const LINK: PublicationLink = { service: "svc_1", asked: 2, admin: "ada@x.test", expires: NOW / 1000 + 60 };

interface World {
  publication?: Partial<Publication> | null;
  service?: Parameters<typeof aService>[0];
  admins?: string[];
  now?: number;
}

const read = async (made: World = {}, link: Partial<PublicationLink> = {}, of: KeyRing = ring) => {
  const base = aService();
  const publication = {
    state: "waiting" as const,
    asked: 2,
    askedAt: timeAt(NOW),
    subject: subjectOf(base),
    ...made.publication,
  };
  const service = { ...base, ...(made.publication === null ? {} : { publication }), ...made.service };
  const owners = [
    aMember({ team: "latchkey", email: "lara@x.test" }),
    aMember({ team: "latchkey", email: "mia@x.test", role: "member" }),
  ];
  const found = await readPublication(
    {
      keys: keysOf(ring),
      stores: {
        serviceById: async (id) => (id === service.id ? service : undefined),
        members: async () => owners,
      },
      admins: made.admins ?? ["ada@x.test"],
      now: made.now ?? NOW,
    },
    signPublicationLink(of, { ...LINK, ...link }),
  );
  if (found.state === "gone") return found.why;
  return found.state === "decided" ? found.decision : found.state;
};

describe("an admin's link about a service", () => {
  it.each<[what: string, made: World, link: Partial<PublicationLink>, state: string]>([
    ["open while the service waits", {}, {}, "open"],
    ["open until its end", { now: NOW + 59_999 }, {}, "open"],
    ["over at its end", { now: NOW + 60_000 }, {}, "over"],
    ["over, whatever was decided", { now: NOW + 60_000, publication: { state: "approved" } }, {}, "over"],
    ["decided", { publication: { state: "approved" } }, {}, "approve"],
    ["decided the other way", { publication: { state: "rejected" } }, {}, "reject"],
    ["of a person who is no admin any more", { admins: ["abe@x.test"] }, {}, "not-named"],
    [
      "an owner's of the platform's team, where no admin is configured",
      { admins: [] },
      { admin: "lara@x.test" },
      "open",
    ],
    ["not a member's of it", { admins: [] }, { admin: "mia@x.test" }, "not-named"],
    ["not an owner's of it, where admins are", {}, { admin: "lara@x.test" }, "not-named"],
    ["of an earlier question", {}, { asked: 1 }, "superseded"],
    [
      "of an earlier question that another has decided since",
      { publication: { state: "approved" } },
      { asked: 1 },
      "superseded",
    ],
    [
      "of what was changed since",
      { service: { upstream: { ...aService().upstream, url: "https://evil.test" } } },
      {},
      "superseded",
    ],
    ["of what was told otherwise since", { service: { summary: "Other" } }, {}, "superseded"],
    ["of a question that was never asked", {}, { asked: 3 }, "unknown"],
    ["of a service that is not there", {}, { service: "svc_2" }, "unknown"],
    ["of a service without a publication that waits", { publication: null }, {}, "unknown"],
  ])("is %s", async (_what, made, link, state) => {
    expect(await read(made, link)).toBe(state);
  });

  it("is unknown where it was signed with another key, and works with a former one", async () => {
    expect(await read({}, {}, aForgedRing("k2"))).toBe("unknown");
    expect(await read({}, {}, aRing("k3"))).toBe("unknown");
    expect(await read({}, {}, aRing("k1"))).toBe("open");
  });

  it("is told from one about an application", async () => {
    const keys = keysOf(ring);
    expect(await isPublicationToken(keys, signPublicationLink(ring, LINK))).toBe(true);
    expect(await isPublicationToken(keys, signLink(ring, "approval-link", Object.values(LINK)))).toBe(false);
    expect(await isPublicationToken(keys, "nonsense")).toBe(false);
  });
});
