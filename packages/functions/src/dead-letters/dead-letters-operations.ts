import { listDeadLetters, readDeadLetter } from "@latchkey/core/dead-letter/read-dead-letter";
import { replayDeadLetter } from "@latchkey/core/dead-letter/replay-dead-letter";
import { list, operation, PageOnly, pageOf, resource } from "../http/operation.ts";
import { PageAnswer } from "../http/page-answer.ts";
import { DeadLetterView, deadLetterView } from "./dead-letter-view.ts";

export const deadLettersOperations = {
  listDeadLetters: operation({
    summary: "What was given up in the last 90 days; for platform admins.",
    query: PageOnly,
    answer: PageAnswer(DeadLetterView),
    handle: async (work, { query }) => list(await listDeadLetters(work, pageOf(query)), deadLetterView),
  }),
  replayDeadLetter: operation({
    summary: "Have it done again: the mail sent, the webhook called, the event put on the bus.",
    answer: DeadLetterView,
    handle: async (work, { params }) =>
      resource(deadLetterView(await replayDeadLetter(work, params["letter"] ?? ""))),
    replay: async (work, { letter = "" }) => resource(deadLetterView(await readDeadLetter(work, letter))),
  }),
};
