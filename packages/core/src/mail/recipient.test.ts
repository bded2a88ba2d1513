import { expect, it } from "vitest";
import { aService } from "../testing/records.ts";
import { type Agreed, mailable } from "./recipient.ts";

const service = aService({ approvers: ["ann@x.test", "new@x.test"], approversPending: ["new@x.test"] });
const asApprover = (email: string, members: string[] = []): Agreed => ({
  as: "approver",
  email,
  service,
  members: members.map((member) => ({ email: member })),
});

it.each<[string, Agreed, boolean]>([
  ["a member", { as: "member", member: { email: "ann@x.test" } }, true],
  ["a member who was removed, of that", { as: "former-member", email: "ann@x.test" }, true],
  ["the applicant, of the outcome", { as: "asker", email: "ann@x.test" }, true],
  ["a delegate of an approver", { as: "delegate", delegation: { delegate: "dee@x.test" } }, true],
  ["an admin of the configuration", { as: "admin", email: "ann@x.test" }, true],
  ["an approver who has accepted", asApprover("ann@x.test"), true],
  ["an approver who has not", asApprover("new@x.test"), false],
  ["an approver who has not, but is in the team", asApprover("new@x.test", ["new@x.test"]), true],
  ["a member of the team who is no approver", asApprover("max@x.test", ["max@x.test"]), false],
  ["a person who is not named", asApprover("eve@x.test"), false],
  ...(["invited", "accepted", "declined", "withdrawn"] as const).map((status): [string, Agreed, boolean] => [
    `an address whose invitation is ${status}, of it`,
    { as: "invited", invitation: { email: "zoe@x.test", status } },
    status === "invited",
  ]),
])("%s may be mailed, or not", (_name, agreed, expected) => {
  expect(mailable(agreed)).toHaveLength(expected ? 1 : 0);
});
