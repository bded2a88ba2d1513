import { deleteIssuer } from "@latchkey/core/issuer/delete-issuer";
import { IssuerTeams } from "@latchkey/core/issuer/issuer";
import { letIn } from "@latchkey/core/issuer/let-in";
import { listIssuers, readIssuer } from "@latchkey/core/issuer/read-issuer";
import { operation, resource } from "../http/operation.ts";
import { removal } from "../http/removal.ts";
import { teamList } from "../http/team-list.ts";
import { IssuerView } from "./issuer-view.ts";

/** An issuer is found by its own name, percent-encoded: tokens know no other. */
export const issuersOperations = {
  listIssuers: teamList({
    summary: "The issuers of tokens with public keys that the caller's teams have.",
    item: IssuerView,
    read: listIssuers,
  }),
  readIssuer: operation({
    summary: "The team that has an issuer, and the teams that may name it too.",
    answer: IssuerView,
    handle: async (work, { params }) => resource(await readIssuer(work, params["issuer"] ?? "")),
  }),
  letIntoIssuer: operation({
    summary: "Say which teams may name an issuer. Of a platform admin's list the first has it from then on.",
    body: IssuerTeams,
    answer: IssuerView,
    handle: async (work, { params, body }) => resource(await letIn(work, params["issuer"] ?? "", body)),
  }),
  deleteIssuer: removal({
    summary: "Give up an issuer that no credential names.",
    remove: (work, params) => deleteIssuer(work, params["issuer"] ?? ""),
  }),
};
