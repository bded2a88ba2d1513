import { NewAnnouncement } from "@latchkey/core/announcement/announcement";
import { answerObject, type OperationDocs, requestObject, type SchemaDocs } from "../http/documented.ts";
import { exampleResource, RESOURCE } from "../http/resource-texts.ts";
import { Announced, AnnouncementView, type announcementsOperations } from "./announcements-operations.ts";

const TEXTS = {
  subject: "What it is about, one line of at most 150 characters. The mail's own subject names the service.",
  text: "What is announced, at most 10,000 characters of plain text.",
} as const;
const EXAMPLE = { subject: "Maintenance on Sunday", text: "The service is away from 8:00 to 9:00 UTC." };
const RECIPIENTS =
  "How many addresses it goes to, each counted once; owners of what comes after the first 20,000 subscriptions are told and not counted.";

export const announcementSchemas: readonly SchemaDocs[] = [
  requestObject("NewAnnouncement", NewAnnouncement, {
    description: "An announcement to those who use a service.",
    properties: TEXTS,
    example: EXAMPLE,
  }),
  answerObject("Announced", Announced, {
    description: "An announcement that is on its way.",
    properties: { recipients: RECIPIENTS },
    example: { recipients: 12 },
  }),
  answerObject("Announcement", AnnouncementView, {
    description: "What a service's team has announced. It never changes.",
    properties: {
      ...RESOURCE,
      service: "The service's slug.",
      team: "The slug of the service's team.",
      ...TEXTS,
      recipients: `${RECIPIENTS} For the service's team alone.`,
    },
    example: {
      ...exampleResource("ann"),
      service: "forecast",
      team: "weather",
      ...EXAMPLE,
      recipients: 12,
    },
  }),
];

export const announcementDocs: Record<keyof typeof announcementsOperations, OperationDocs> = {
  announce: {
    tag: "services",
    description:
      "For owners of its team. One mail goes to each owner of the teams with an active or suspended subscription, but for those who have unsubscribed from this service's announcements. At most 10 a day of a service.",
    refuses: ["rate-limited"],
  },
  listAnnouncements: {
    tag: "services",
    description:
      "For members of its team, and of teams with an active or suspended subscription to it. Newest first.",
    refuses: [],
  },
};
