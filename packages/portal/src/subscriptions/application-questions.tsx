import { Checkbox, Stack, Text } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { NativeSelect, Textarea, TextInput } from "../ui/inputs.tsx";
import { typed } from "../ui/text-fields.ts";
import type { AnswersDraft, ApplicationForm } from "./application-answers.ts";
import classes from "./history-list.module.css";

interface ApplicationQuestionsProps {
  form: ApplicationForm | undefined;
  draft: AnswersDraft;
  onChange: (draft: AnswersDraft) => void;
  /** Said of a service that asks nothing. */
  none?: string;
}

/** What a service asks of its applicants. All words are the provider's: text, and the address of the terms. */
export const ApplicationQuestions = ({ form, draft, onChange, none }: ApplicationQuestionsProps) => {
  if (form === undefined) return none === undefined ? null : <Text c="dimmed">{none}</Text>;
  const answer = (name: string, text: string) =>
    onChange({ ...draft, answers: { ...draft.answers, [name]: text } });
  return (
    <Stack>
      {form.fields.map((question) => (
        <QuestionInput
          key={question.name}
          question={question}
          value={Object.hasOwn(draft.answers, question.name) ? (draft.answers[question.name] ?? "") : ""}
          onAnswer={(text) => answer(question.name, text)}
        />
      ))}
      {form.terms ? (
        <Terms
          terms={form.terms}
          agreed={draft.agreed}
          onAgree={(agreed) => onChange({ ...draft, agreed })}
        />
      ) : null}
    </Stack>
  );
};

interface QuestionInputProps {
  question: ApplicationForm["fields"][number];
  value: string;
  onAnswer: (text: string) => void;
}

const QuestionInput = ({ question, value, onAnswer }: QuestionInputProps) => {
  const { name, label, type, required = false, options = [], help } = question;
  const control = {
    ...typed(value, onAnswer),
    label: <bdi>{label}</bdi>,
    description: help === undefined ? undefined : <bdi>{help}</bdi>,
    required,
    at: `/answers/${name}`,
  };
  switch (type) {
    case "choice":
      return (
        <NativeSelect
          {...control}
          data={[
            { value: "", label: texts.application.choose },
            ...options.map((each) => ({ value: each, label: each })),
          ]}
        />
      );
    case "text":
      return <Textarea {...control} maxLength={2000} rows={2} autosize maxRows={10} />;
    case "number":
      return <TextInput {...control} type="number" step="any" />;
    case "url":
    case "email":
      return <TextInput {...control} type={type} maxLength={type === "url" ? 2048 : 254} />;
  }
};

interface TermsProps {
  terms: NonNullable<ApplicationForm["terms"]>;
  agreed: boolean;
  onAgree: (agreed: boolean) => void;
}

const Terms = ({ terms: { version, url, text }, agreed, onAgree }: TermsProps) => (
  <Stack gap="xs">
    {text === undefined ? null : (
      <Text
        size="sm"
        dir="auto"
        className={classes["terms"] ?? ""}
        tabIndex={0}
        role="region"
        aria-label={texts.application.terms}
      >
        {text}
      </Text>
    )}
    {url === undefined ? null : (
      <Text size="sm">
        {texts.application.termsAt}{" "}
        <a href={url} target="_blank" rel="noopener noreferrer nofollow">
          <bdi>{url}</bdi>
        </a>
      </Text>
    )}
    <Checkbox
      label={<bdi>{texts.application.agree(version)}</bdi>}
      checked={agreed}
      required
      onChange={({ currentTarget }) => onAgree(currentTarget.checked)}
    />
  </Stack>
);
