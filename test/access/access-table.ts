import { admin, at, type Row, row } from "./access-rows.ts";
import { ANNOUNCEMENT_ROWS } from "./announcement-rows.ts";
import type { CallerName } from "./cast.fixture.ts";
import { CONSUMER_ROWS } from "./consumer-rows.ts";
import { DELEGATE_ROWS } from "./delegate-rows.ts";
import { TEAM_ROWS } from "./team-rows.ts";
import { TRANSFER_ROWS } from "./transfer-rows.ts";

export const ACCESS_TABLE: readonly Row[] = [
  ...TEAM_ROWS,
  ...CONSUMER_ROWS,
  ...ANNOUNCEMENT_ROWS,
  ...DELEGATE_ROWS,
  ...TRANSFER_ROWS,
  // Last of all: once it is done, no machine of the team may call.
  row("POST /v1/teams/{team}/resume", admin(200), at("/v1/teams/acme/resume")),
  row("POST /v1/teams/{team}/suspend", admin(200), at("/v1/teams/acme/suspend")),
];

/** Where a row gives only a status that is a problem's, its code follows. */
const CODES: Record<string, string> = {
  "404": "not-found",
  "409": "not-empty",
  "405": "method-not-allowed",
  "400": "invalid-input",
  "412": "revision-mismatch",
};
export const expectedOf = ({ expected }: Row, caller: CallerName): string => {
  const answer = expected[caller];
  return CODES[answer] === undefined ? answer : `${answer} ${CODES[answer]}`;
};
