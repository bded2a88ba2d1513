import type { Subscription } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Section } from "../ui/section.tsx";
import classes from "./history-list.module.css";

type Answered = Pick<Subscription, "answers" | "questions" | "termsVersion">;

/** Whether an application says more than its reason. */
const saysMore = ({ questions = [], termsVersion }: Answered): boolean =>
  questions.length > 0 || termsVersion !== undefined;

/** What was answered, as it was asked: the words of both sides, as text. */
export const AnswersGiven = ({ subscription }: { subscription: Answered }) => {
  const { answers = {}, questions = [], termsVersion } = subscription;
  if (!saysMore(subscription)) return null;
  return (
    <dl className={classes["answers"]}>
      {questions.map(({ name, label }) => (
        <div key={name}>
          <dt dir="auto">{label}</dt>
          <dd dir="auto">{Object.hasOwn(answers, name) ? String(answers[name]) : texts.ui.none}</dd>
        </div>
      ))}
      {termsVersion === undefined ? null : (
        <div>
          <dt>{texts.application.termsAgreed}</dt>
          <dd dir="auto">{termsVersion}</dd>
        </div>
      )}
    </dl>
  );
};

export const AnswersSection = ({ subscription }: { subscription: Answered }) =>
  saysMore(subscription) ? (
    <Section title={texts.application.answers}>
      <AnswersGiven subscription={subscription} />
    </Section>
  ) : null;
