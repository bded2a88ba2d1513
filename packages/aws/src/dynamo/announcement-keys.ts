import { hash } from "node:crypto";
import type { Key, ListRef } from "./keys.ts";

export const announcementKey = (serviceId: string, id: string): Key => ({
  pk: `ANNOUNCEMENTS#${serviceId}`,
  sk: `ANNOUNCEMENT#${id}`,
});

export const announcementsOf = (serviceId: string): ListRef => ({
  index: "gsi1",
  partition: `ANNOUNCEMENTS-OF-SERVICE#${serviceId}`,
  newestFirst: true,
});

/** That an address gets no announcements of a service. Hashed: the item says nothing of a person. */
export const unsubscribedKey = (serviceId: string, address: string): Key => ({
  pk: `UNSUBSCRIBED#${serviceId}`,
  sk: hash("sha256", address.toLowerCase(), "base64url"),
});
