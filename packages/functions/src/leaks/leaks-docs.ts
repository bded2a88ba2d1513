import { answerObject, nounDocs, requestObject, requestUnion } from "../http/documented.ts";
import { GithubInput, LeaksInput, LeaksReceived } from "./leak-input.ts";
import type { leaksOperations } from "./leaks-operations.ts";

const [LeakItem] = [LeaksInput.shape.items.def.element];
const GithubItem = GithubInput.def.element;

export const leaksDocs = nounDocs<typeof leaksOperations>({
  tags: { leaks: "Keys and client secrets that were found in public." },
  schemas: [
    requestObject("LeaksInput", LeaksInput, {
      description: "What was found.",
      properties: { items: "Up to 1,000 findings." },
      example: {
        items: [
          { token: "lk_3kF9c2xT7mQvB8nR_zL4dWyH6", url: "https://code.example/a/blob/1f2e/config.ts#L3" },
        ],
      },
    }),
    requestObject("LeakItem", LeakItem, {
      description: "A value that may be a secret.",
      properties: { token: "The value as it was found.", url: "Where it was found." },
    }),
    requestUnion("GithubLeaks", GithubInput, "The payload of GitHub's secret scanning partner programme."),
    requestObject("GithubLeak", GithubItem, {
      description: "A finding of GitHub. Further members are taken.",
      properties: { token: "The value as it was found.", url: "Where it was found; may be empty." },
    }),
    answerObject("LeaksReceived", LeaksReceived, {
      description: "The report is taken. Whether any of it is known is not told.",
      properties: { received: "How many items the report had." },
      example: { received: 1 },
    }),
  ],
  operations: {
    reportLeaks: {
      tag: "leaks",
      description:
        "For anybody, without a credential. A living API key or client secret ends at once; its team is mailed. At most 300 requests a minute from an address, bodies up to 1 MB.",
      refuses: ["rate-limited"],
      withoutTag: true,
    },
    reportLeaksOfGithub: {
      tag: "leaks",
      description:
        "For GitHub, whose signature over the body the headers `Github-Public-Key-Identifier` and `Github-Public-Key-Signature` carry.",
      refuses: ["invalid-credential", "rate-limited"],
      withoutTag: true,
    },
  },
});
