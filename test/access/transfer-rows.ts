import type { Making } from "../support/making.ts";
import { at, FORBIDDEN, owner, type Request, type Row, row, viewer } from "./access-rows.ts";

/** Programs answer for no team, `root` included. */
const owningPerson = (status: number) => ({
  ...owner(status),
  "machine as owner": FORBIDDEN,
  root: FORBIDDEN,
});

const offered =
  (from: string, to: string, path: (id: string) => string): Request =>
  async (make: Making) => {
    const consumer = await make.consumer(from);
    await make.offer(consumer, to);
    return { path: path(consumer.id) };
  };

const toAcme = (tail = ""): Request =>
  offered("partners", "acme", (id) => `/v1/teams/acme/transfers/${id}${tail}`);

/** A consumer that goes from one team to another. */
export const TRANSFER_ROWS: readonly Row[] = [
  row("POST /v1/consumers/{consumer}/transfer", owner(200), async (make) => {
    const { id, name } = await make.consumer("acme");
    return { path: `/v1/consumers/${id}/transfer`, body: { team: "partners", confirm: name } };
  }),
  row(
    "DELETE /v1/consumers/{consumer}/transfer",
    owner(204),
    offered("acme", "partners", (id) => `/v1/consumers/${id}/transfer`),
  ),
  row("GET /v1/teams/{team}/transfers", viewer(200), at("/v1/teams/acme/transfers")),
  row("GET /v1/teams/{team}/transfers/{consumer}", viewer(200), toAcme()),
  row("POST /v1/teams/{team}/transfers/{consumer}/accept", owningPerson(200), toAcme("/accept")),
  row("POST /v1/teams/{team}/transfers/{consumer}/decline", owningPerson(204), toAcme("/decline")),
  row(
    "POST /v1/teams/{team}/transfers/{consumer}/accept",
    { ...owningPerson(404) },
    async (make) => ({ path: `/v1/teams/acme/transfers/${(await make.consumer("partners")).id}/accept` }),
    "of what is not offered",
  ),
];
