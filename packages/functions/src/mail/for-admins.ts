import type { AboutSubscription } from "@latchkey/core/notification/notification";
import { type Addresses, portalAddress } from "./about-facts.ts";
import type { Fact, MailContent } from "./mail-content.ts";

/*
 * What mails say about applications for the management API itself. Signed-in admins decide on those: a person who can read
 * an admin's mail must not become able to manage the platform.
 */

/** Always told: without a scope a program may do no less than its team's members. */
export const managementScopes = (scopes: readonly string[]): Fact => ({
  label: "Scopes",
  value: scopes.length === 0 ? "none named: read and write, as a member of its team" : scopes.join(", "),
});

export const decidingSignedIn = (addresses: Addresses): Pick<MailContent, "address"> =>
  portalAddress(addresses, "/decisions", "Admins approve or reject it here, signed in:");

/** The path alone, where there is no portal: an address in a mail is opened, and this one takes no such visit. */
export const signedInOnly = ({ portalUrl }: Addresses, { subscription }: AboutSubscription): string =>
  portalUrl === ""
    ? `No link decides on it. As an admin, call POST /v1/subscriptions/${subscription}/approve or /reject of the management API.`
    : "No link decides on it: it takes an admin of the platform who is signed in.";

export const WHY_ADMIN =
  "You get this mail because you are an admin of the platform or, where no admin is named, an owner of the team latchkey.";
