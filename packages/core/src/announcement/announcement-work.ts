import type { ServiceStore } from "../service/service-store.ts";
import type { Reads, Work } from "../store/work.ts";
import type { SubscriptionStore } from "../subscription/subscription-store.ts";
import type { TeamStore } from "../team/team-store.ts";
import type { AnnouncementRecord } from "./announcement.ts";
import type { AnnouncementStore } from "./announcement-store.ts";

type Stores = AnnouncementStore & ServiceStore & SubscriptionStore & TeamStore;

export type AnnouncementReads = Reads<Stores>;

export type AnnouncementWork = Work<Stores, AnnouncementRecord>;
