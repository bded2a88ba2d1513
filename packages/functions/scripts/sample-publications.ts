import type { Notification, PublicationNotice } from "@latchkey/core/notification/notification";
import { toAdmin, toOwner } from "./sample-notices.ts";

const notice: PublicationNotice = {
  fact: "requested",
  at: "2026-03-01T12:00:00.000Z",
  service: { slug: "haiku", name: "Haiku as a Service", team: "poets" },
  summary: "Seventeen syllables for every occasion; see https://haiku.example.org.",
  leadsTo: "https://haiku.example.org",
  actor: "carla.applicant@example.org",
  decideUntil: "2026-03-15T12:00:00.000Z",
  link: { service: "svc_01SAMPLE", asked: 1, admin: "admin@example.com", expires: 1_773_576_000 },
};
const { link: _link, actor: _actor, decideUntil: _until, ...decided } = notice;

/** What admins are asked of a service, and what its owners hear. */
export const PUBLICATION_SAMPLES: Readonly<Record<string, Notification<string>>> = {
  "publication-asked": { ...toAdmin, kind: "publication", data: notice },
  "publication-approved": {
    ...toOwner("publication"),
    kind: "publication",
    data: { ...decided, fact: "approved" },
  },
  "publication-rejected": {
    ...toOwner("publication"),
    kind: "publication",
    data: { ...decided, fact: "rejected", reason: "The name reads like another service." },
  },
};
