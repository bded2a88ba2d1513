import type { PlatformStores } from "@latchkey/core/platform/stores";
import type { ListedTable } from "../dynamo/read-list.ts";
import { usageRows } from "../usage/usage-view.ts";
import { announcementTable } from "./announcement-table.ts";
import { blockedCallReads } from "./blocked-call-table.ts";
import { callReads } from "./call-table.ts";
import { consumerTable } from "./consumer-table.ts";
import { credentialTable } from "./credential-table.ts";
import { deadLetterTable } from "./dead-letter-table.ts";
import { delegationTable } from "./delegation-table.ts";
import { invitationTable } from "./invitation-table.ts";
import { issuerTable } from "./issuer-table.ts";
import { limitLedgers } from "./limit-table.ts";
import { mailChoiceTable } from "./mail-choice-table.ts";
import { refusalReads } from "./refusal-table.ts";
import { serviceTable } from "./service-table.ts";
import { subscriptionTable } from "./subscription-table.ts";
import { suppressionTable } from "./suppression-table.ts";
import { teamTable } from "./team-table.ts";
import { webhookTable } from "./webhook-table.ts";

/** Everything that core reads. */
export const tableStores = (table: ListedTable): PlatformStores => ({
  ...teamTable(table),
  ...invitationTable(table),
  ...delegationTable(table),
  ...mailChoiceTable(table),
  ...serviceTable(table),
  ...consumerTable(table),
  ...credentialTable(table),
  ...issuerTable(table),
  ...subscriptionTable(table),
  ...announcementTable(table),
  ...webhookTable(table),
  ...deadLetterTable(table),
  ...suppressionTable(table),
  ...usageRows(table),
  ...callReads(table),
  ...refusalReads(table),
  ...blockedCallReads(table),
  ...limitLedgers(table),
});
