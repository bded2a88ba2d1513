import type { Subscription } from "./subscription.ts";

/** A question in the words of the provider, and the answer in those of the applicant. */
export interface ShownAnswer {
  /** The question's, among those of its service. */
  name: string;
  label: string;
  text: string;
}

/** What the applicant answered, in the order and the words in which it was asked. */
export const shownAnswers = ({
  answers = {},
  questions = [],
}: Pick<Subscription, "answers" | "questions">): ShownAnswer[] =>
  questions.flatMap(({ name, label }) => {
    const answer = Object.hasOwn(answers, name) ? answers[name] : undefined;
    return answer === undefined ? [] : [{ name, label, text: String(answer) }];
  });
