import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { aRing } from "../testing/records.ts";
import { linkKind } from "./link-kind.ts";
import { signLink } from "./signed-link.ts";

const Link = z.object({ subscription: z.string(), application: z.int(), expires: z.int() });
const approvals = linkKind("approval-link", Link);
const publications = linkKind("publication-link", Link);
const ring = aRing("k1");
const link = { subscription: "sub_1", application: 2, expires: 1_800_000_000 };

describe("a link of a kind", () => {
  it("is opened as it was signed, whatever the order of its fields in memory", () => {
    const { expires, ...rest } = link;
    expect(approvals.open(ring, approvals.sign(ring, { expires, ...rest }))).toEqual(link);
  });

  it("is what former releases have signed: the values in the order of the schema", () => {
    const sent = signLink(ring, "approval-link", ["sub_1", 2, 1_800_000_000]);
    expect(approvals.sign(ring, link)).toBe(sent);
    expect(approvals.open(ring, sent)).toEqual(link);
  });

  it.each([
    ["of another kind", publications.sign(ring, link)],
    ["of another ring", approvals.sign(aRing("k2"), link)],
    ["with a field less", signLink(ring, "approval-link", ["sub_1", 2])],
    ["with a field of another type", signLink(ring, "approval-link", ["sub_1", "2", 3])],
    ["with no fields", signLink(ring, "approval-link", [])],
    ["that is none", "nonsense"],
    ["that is empty", ""],
  ])("is nothing where it is one %s", (_, token) => {
    expect(approvals.open(ring, token)).toBeUndefined();
  });
});
