import { answerObject, inner, nounDocs, vocabulary } from "../http/documented.ts";
import { exampleResource } from "../http/resource-texts.ts";
import { MeAnswer } from "./me.ts";

export const meDocs = nounDocs<{ me: unknown }>({
  tags: { me: "Who the caller is." },
  schemas: [
    vocabulary(
      "CallerKind",
      MeAnswer.shape.kind,
      "A person who is signed in, or a program with a credential.",
    ),
    answerObject("Me", MeAnswer, {
      description: "Who the caller is, and what it may do.",
      properties: {
        kind: "A person or a program.",
        id: "The person's id at the identity provider, or the consumer's id.",
        email: "The person's address.",
        admin: "Whether the caller is a platform admin.",
        credential: "Of a program: the id of the credential in use.",
        scopes: "Of a program: its scopes of the management API.",
        teams: "The teams that the caller belongs to, with its role in each.",
      },
      example: {
        kind: "machine",
        id: exampleResource("con").id,
        admin: false,
        credential: exampleResource("crd").id,
        scopes: ["read", "write"],
        teams: [{ team: "weather", role: "member" }],
      },
    }),
    answerObject("MyTeam", inner(MeAnswer.shape.teams), {
      description: "A team that the caller belongs to.",
      properties: { team: "The team's slug.", role: "The caller's role in it." },
    }),
  ],
  operations: {
    me: { tag: "me", description: "For everybody who is signed in, and for programs.", refuses: [] },
  },
});
