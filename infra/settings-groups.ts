import * as z from "zod/mini";
import {
  ACCOUNT_DEFAULTS,
  accountContradictions,
  accountFields,
  accountVariables,
} from "./settings-account.ts";
import {
  ADDRESSES_DEFAULTS,
  addressesContradictions,
  addressesFields,
  addressesVariables,
} from "./settings-addresses.ts";
import { CALLS_DEFAULTS, callsContradictions, callsFields, callsVariables } from "./settings-calls.ts";
import { CAPACITY_DEFAULTS, capacityFields, capacityVariables } from "./settings-capacity.ts";
import { EDGE_DEFAULTS, edgeFields, edgeVariables } from "./settings-edge.ts";
import {
  FIREWALL_DEFAULTS,
  firewallContradictions,
  firewallFields,
  firewallVariables,
} from "./settings-firewall.ts";
import { IAM_DEFAULTS, iamContradictions, iamFields, iamVariables } from "./settings-iam.ts";
import {
  ISOLATION_DEFAULTS,
  isolationContradictions,
  isolationFields,
  isolationVariables,
} from "./settings-isolation.ts";
import { KEYS_DEFAULTS, keysFields, keysVariables } from "./settings-keys.ts";
import { MAILS_DEFAULTS, mailsFields, mailsVariables } from "./settings-mails.ts";
import { NAMES_DEFAULTS, namesFields, namesVariables } from "./settings-names.ts";
import {
  NETWORK_DEFAULTS,
  networkContradictions,
  networkFields,
  networkVariables,
} from "./settings-network.ts";
import { OPERATIONS_DEFAULTS, operationsFields, operationsVariables } from "./settings-operations.ts";
import { PEOPLE_DEFAULTS, peopleContradictions, peopleFields, peopleVariables } from "./settings-people.ts";
import { PORTAL_DEFAULTS, portalFields, portalVariables } from "./settings-portal.ts";
import { RELEASE_DEFAULTS, releaseFields, releaseVariables } from "./settings-release.ts";
import { SENDER_DEFAULTS, senderContradictions, senderFields, senderVariables } from "./settings-sender.ts";
import { TIMING_DEFAULTS, timingContradictions, timingFields, timingVariables } from "./settings-timing.ts";

/*
 * All groups of settings. A group is a file: its fields, what they are by default, and the variables that go before them.
 */

export const fields = {
  ...accountFields,
  ...addressesFields,
  ...senderFields,
  ...peopleFields,
  ...callsFields,
  ...iamFields,
  ...networkFields,
  ...capacityFields,
  ...isolationFields,
  ...keysFields,
  ...releaseFields,
  ...firewallFields,
  ...edgeFields,
  ...timingFields,
  ...namesFields,
  ...mailsFields,
  ...portalFields,
  ...operationsFields,
};

/** By setting. */
export const VARIABLES = {
  ...accountVariables,
  ...addressesVariables,
  ...senderVariables,
  ...peopleVariables,
  ...callsVariables,
  ...iamVariables,
  ...networkVariables,
  ...capacityVariables,
  ...isolationVariables,
  ...keysVariables,
  ...releaseVariables,
  ...firewallVariables,
  ...edgeVariables,
  ...timingVariables,
  ...namesVariables,
  ...mailsVariables,
  ...portalVariables,
  ...operationsVariables,
};

export const Settings = z.strictObject(fields);
export type Settings = z.infer<typeof Settings>;
export type StageInput = Partial<Settings>;

/** What a setting is that is given nowhere. */
export const DEFAULTS = {
  ...ACCOUNT_DEFAULTS,
  ...ADDRESSES_DEFAULTS,
  ...SENDER_DEFAULTS,
  ...PEOPLE_DEFAULTS,
  ...CALLS_DEFAULTS,
  ...IAM_DEFAULTS,
  ...NETWORK_DEFAULTS,
  ...CAPACITY_DEFAULTS,
  ...ISOLATION_DEFAULTS,
  ...KEYS_DEFAULTS,
  ...RELEASE_DEFAULTS,
  ...FIREWALL_DEFAULTS,
  ...EDGE_DEFAULTS,
  ...TIMING_DEFAULTS,
  ...NAMES_DEFAULTS,
  ...MAILS_DEFAULTS,
  ...PORTAL_DEFAULTS,
  ...OPERATIONS_DEFAULTS,
} satisfies StageInput;

/** A sentence for each that does not fit the others. */
export const contradictions = (settings: Settings): string[] => [
  ...accountContradictions(settings),
  ...addressesContradictions(settings),
  ...senderContradictions(settings),
  ...timingContradictions(settings),
  ...isolationContradictions(settings),
  ...firewallContradictions(settings),
  ...peopleContradictions(settings),
  ...networkContradictions(settings),
  ...iamContradictions(settings),
  ...callsContradictions(settings),
];
