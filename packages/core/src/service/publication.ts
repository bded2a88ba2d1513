import { hash } from "node:crypto";
import * as z from "#schema";

/** What an admin has said of showing a service to other teams, on a stage that asks for it. */
export const Publication = z.object({
  state: z.enum(["waiting", "approved", "rejected"]),
  /** Grows with each time that admins are asked: a link is about one of them. */
  asked: z.int(),
  askedAt: z.string(),
  /** Of what was asked about, see `subjectOf`. */
  subject: z.string(),
  decidedAt: z.optional(z.string()),
  /** Who decided: an address, or a consumer's id. */
  by: z.optional(z.string()),
  reason: z.optional(z.string()),
});
export type Publication = z.infer<typeof Publication>;

/** The part of a service that an admin looks at. */
export interface Reviewed {
  name: string;
  summary?: string | undefined;
  description?: string | undefined;
  upstream: { url: string };
  visibility: "public" | "private";
  status: "draft" | "published" | "retired";
  publication?: Publication | undefined;
}

/** What people are told of it and where their calls go, in short. Another one has not been agreed to. */
export const subjectOf = ({ name, summary, description, upstream }: Reviewed): string =>
  hash("sha256", JSON.stringify([name, summary ?? "", description ?? "", upstream.url]), "base64url");

/**
 * Whether other teams may see a public service, as far as admins have a say. What was never asked about was published while
 * no admin had to agree. A `waiting` one is shown where none has to any more; a `rejected` one never.
 */
export const isAgreed = (service: Reviewed, mode: "free" | "reviewed" = "free"): boolean => {
  const { publication } = service;
  if (!publication) return true;
  if (publication.state === "rejected") return false;
  return mode === "free" || (publication.state === "approved" && publication.subject === subjectOf(service));
};
