import { HowApplications, MailChoiceInput } from "@latchkey/core/mail-choice/mail-choice";
import { answerObject, nounDocs, requestObject, vocabulary } from "../http/documented.ts";
import { RESOURCE } from "../http/resource-texts.ts";
import { MailChoiceView, type mailChoiceOperations } from "./mail-choice-operations.ts";

const APPLICATIONS = "How applications come that the caller is asked to decide by a link.";

export const mailChoiceDocs = nounDocs<typeof mailChoiceOperations>({
  tags: {},
  schemas: [
    vocabulary(
      "HowApplications",
      HowApplications,
      "`each`: a mail for each. `daily`: one mail a day, at 6:00 UTC, that lists those that wait then, each with its link.",
    ),
    answerObject("MailChoice", MailChoiceView, {
      description: "How the caller is mailed.",
      properties: {
        applications: `${APPLICATIONS} \`each\` where nothing was chosen.`,
        revision: `${RESOURCE.revision} Absent where nothing was chosen.`,
        updatedAt: RESOURCE.updatedAt,
      },
      example: { applications: "daily", revision: 1, updatedAt: "2026-08-01T12:00:00.000Z" },
    }),
    requestObject("MailChoiceInput", MailChoiceInput, {
      description: "How the caller is mailed from now on.",
      properties: { applications: APPLICATIONS },
      example: { applications: "daily" },
    }),
  ],
  operations: {
    readMailChoice: { tag: "me", description: "For people.", refuses: [] },
    chooseMail: {
      tag: "me",
      description:
        "For people. What must be told at once has a mail of its own all the same: what ends within a day of the next mail, and applications that were long left undecided. What waits for the next mail already comes with it.",
      refuses: [],
    },
  },
});
