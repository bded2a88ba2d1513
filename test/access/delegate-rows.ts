import { at, type Expected, everybody, FORBIDDEN, type Row, row, UNKNOWN, UNSEEN } from "./access-rows.ts";

const WRONG = "400 invalid-input";
const until = new Date(Date.now() + 86_400_000).toISOString();

/** People have a delegate of their own; programs, `root` included, have none. */
const everyPerson = (answer: string, others: Partial<Expected> = {}): Expected => ({
  ...everybody(answer),
  anonymous: UNKNOWN,
  "machine as reader": FORBIDDEN,
  machine: FORBIDDEN,
  "machine as owner": FORBIDDEN,
  root: FORBIDDEN,
  ...others,
});

/** Who decides beside a person, and how it is mailed. The last row leaves some of them with a delegate. */
export const DELEGATE_ROWS: readonly Row[] = [
  row("GET /v1/me/mail", everyPerson("200"), at("/v1/me/mail"), "nothing was chosen"),
  row("PUT /v1/me/mail", everyPerson("200"), at("/v1/me/mail", { applications: "each" })),
  row("GET /v1/me/delegate", everyPerson(UNSEEN), at("/v1/me/delegate"), "there is none"),
  row("DELETE /v1/me/delegate", everyPerson(UNSEEN), at("/v1/me/delegate"), "there is none"),
  row(
    "PUT /v1/me/delegate",
    everyPerson(WRONG),
    at("/v1/me/delegate", { email: "stranger@acme.test", until }),
    "who is named is in no team",
  ),
  row(
    "PUT /v1/me/delegate",
    everyPerson(WRONG, { viewer: "200", owner: "200" }),
    at("/v1/me/delegate", { email: "member@acme.test", until }),
    "a member of acme is named",
  ),
];
