import { DeadLetter } from "@latchkey/core/dead-letter/dead-letter";
import {
  listDeadLetters,
  readDeadLetter,
  replayDeadLetter,
} from "@latchkey/core/dead-letter/replay-dead-letter";
import * as z from "zod/mini";
import { list, operation, PageOnly, pageOf, resource } from "../http/operation.ts";
import { PageAnswer } from "../http/page-answer.ts";

/** `kind` stands beside the target too: what sort of thing was given up. */
const DeadLetterView = z.object({ ...DeadLetter.shape, kind: z.enum(["mail", "webhook", "bus"]) });
const view = (letter: DeadLetter): z.infer<typeof DeadLetterView> => ({
  ...letter,
  kind: letter.target.kind,
});

export const deadLettersOperations = {
  listDeadLetters: operation({
    summary: "What was given up in the last 90 days; for platform admins.",
    query: PageOnly,
    answer: PageAnswer(DeadLetterView),
    handle: async (work, { query }) => list(await listDeadLetters(work, pageOf(query)), view),
  }),
  replayDeadLetter: operation({
    summary: "Have it done again: the mail sent, the webhook called, the event put on the bus.",
    answer: DeadLetterView,
    handle: async (work, { params }) => resource(view(await replayDeadLetter(work, params["letter"] ?? ""))),
    replay: async (work, { letter = "" }) => resource(view(await readDeadLetter(work, letter))),
  }),
};
