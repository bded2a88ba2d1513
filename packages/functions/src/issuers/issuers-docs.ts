import { IssuerTeams } from "@latchkey/core/issuer/issuer";
import { answerObject, nounDocs, requestObject } from "../http/documented.ts";
import { exampleResource, RESOURCE } from "../http/resource-texts.ts";
import { IssuerView } from "./issuer-view.ts";
import type { issuersOperations } from "./issuers-operations.ts";

export const issuersDocs = nounDocs<typeof issuersOperations>({
  tags: {
    issuers:
      "Issuers of tokens whose keys are public. Each belongs to the team that names it first in a credential.",
  },
  schemas: [
    answerObject("Issuer", IssuerView, {
      description: "An issuer of tokens (`iss`), the team that has it and the teams that may name it too.",
      properties: {
        ...RESOURCE,
        issuer: "As tokens name it in `iss`; for tokens without one, a name made of the public keys.",
        team: "The slug of the team that has it.",
        teams: "The slugs of the teams whose credentials may name it too.",
      },
      example: {
        ...exampleResource("iss"),
        issuer: "https://login.example.com",
        team: "weather",
        teams: ["apps"],
      },
    }),
    requestObject("IssuerTeams", IssuerTeams, {
      description: "The teams that may name an issuer.",
      properties: {
        teams: "All of them: a team that is left out is no longer let in, and its credentials stop holding.",
      },
      example: { teams: ["apps"] },
    }),
  ],
  operations: {
    listIssuers: { tag: "issuers", description: "In the order of their making.", refuses: ["not-found"] },
    readIssuer: {
      tag: "issuers",
      description: "For members of the team that has it and of those that are let in.",
      refuses: [],
    },
    letIntoIssuer: {
      tag: "issuers",
      description: "For owners of the team that has it. Platform admins may give it to another team.",
      refuses: [],
    },
    deleteIssuer: {
      tag: "issuers",
      description: "For owners of the team that has it, once no credential names it.",
      refuses: ["not-empty"],
    },
  },
});
