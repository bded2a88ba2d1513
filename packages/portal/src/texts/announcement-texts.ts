import { inEnglish as plural } from "./plural.ts";

/** What a service's team says to those who use it. */
export const announcementTexts = {
  title: "Announcements",
  announce: "Announce",
  lead: "One mail goes to each owner of the teams with an active or suspended subscription who has not unsubscribed. It cannot be taken back.",
  subject: "What it is about",
  text: "What you say to those who use it",
  sent: (recipients: number) =>
    plural(recipients, { one: "Announced to one address.", other: "Announced to # addresses." }),
};
