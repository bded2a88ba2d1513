import { chooseMail, readMailChoice, UNCHOSEN } from "@latchkey/core/mail-choice/choose-mail";
import { HowApplications, type MailChoice, MailChoiceInput } from "@latchkey/core/mail-choice/mail-choice";
import * as z from "zod/mini";
import type { Answer } from "../http/answer.ts";
import { operation, resource } from "../http/operation.ts";

/** A person who has chosen nothing has no revision. */
export const MailChoiceView = z.object({
  applications: HowApplications,
  revision: z.optional(z.int()),
  updatedAt: z.optional(z.string()),
});

const viewOf = (choice: MailChoice | undefined): Answer => {
  if (!choice) return { status: 200, body: { applications: UNCHOSEN }, etag: "of-content" };
  const { applications, revision, updatedAt } = choice;
  const body = { applications, revision, updatedAt };
  return resource(body);
};

/** For people: a program decides by no mail. */
export const mailChoiceOperations = {
  readMailChoice: operation({
    summary: "How the caller is mailed.",
    answer: MailChoiceView,
    handle: async (work) => viewOf(await readMailChoice(work)),
  }),
  chooseMail: operation({
    summary: "Choose how the caller is mailed.",
    body: MailChoiceInput,
    answer: MailChoiceView,
    handle: async (work, { body }) => viewOf(await chooseMail(work, body)),
  }),
};
