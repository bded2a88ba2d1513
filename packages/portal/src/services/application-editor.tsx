import { Stack, Title } from "@mantine/core";
import { useState } from "react";
import type { Service } from "../api/resources.ts";
import { type ApplicationForm, NO_ANSWERS } from "../subscriptions/application-answers.ts";
import { ApplicationQuestions } from "../subscriptions/application-questions.tsx";
import { texts } from "../texts/texts.ts";
import { Form } from "../ui/form.tsx";
import { Textarea, TextInput } from "../ui/inputs.tsx";
import { Section } from "../ui/section.tsx";
import { textFields } from "../ui/text-fields.ts";
import { useUnsaved } from "../ui/unsaved.ts";
import { draftErrors } from "./draft-errors.ts";
import { DraftList } from "./draft-list.tsx";
import { emptyQuestion, formOf, questionDraft, termsDraft } from "./question-draft.ts";
import { QuestionFields } from "./question-fields.tsx";
import classes from "./service-settings.module.css";
import { useServiceDrafts } from "./use-service-drafts.ts";

type Asking = Pick<Service, "application">;

/** As text, so that two states can be compared, and shown after a conflict with another editor. */
const fieldsOf = ({ application }: Asking) => ({ application: JSON.stringify(application ?? null, null, 1) });

const LABELS = { application: texts.application.title };

const draftsOf = ({ application }: Asking) => ({
  questions: (application?.fields ?? []).map((field) => questionDraft(field, crypto.randomUUID())),
  terms: termsDraft(application?.terms),
});

interface ApplicationEditorProps {
  service: Service;
  canChange: boolean;
}

const ApplicationEditor = ({ service, canChange }: ApplicationEditorProps) => {
  const { opened, drafts, setDrafts, sent, save, dialog } = useServiceDrafts({
    service,
    labels: LABELS,
    draftsOf,
    fieldsOf,
    patchOf: ({ application }) => ({ application: JSON.parse(application) as ApplicationForm | null }),
  });
  const { questions, terms } = drafts;
  const form = formOf(questions, terms);
  const mine = { application: JSON.stringify(form, null, 1) };
  const before = {
    application: JSON.stringify(formOf(draftsOf(opened).questions, draftsOf(opened).terms), null, 1),
  };
  const changed = mine.application === before.application ? [] : [LABELS.application];
  useUnsaved(changed);
  const field = textFields({
    draft: terms,
    onChange: (changedTerms) => setDrafts({ ...drafts, terms: changedTerms }),
    texts: texts.application.termsFields,
    at: "/application/terms",
  });
  return (
    <div className={classes["columns"]}>
      <Form onPage toRead={!canChange} submit={texts.ui.save} onSubmit={() => save(mine)} changed={changed}>
        {(problem) => (
          <>
            <DraftList
              title={texts.application.questions}
              lead={texts.application.questionsLead}
              add={texts.application.addQuestion}
              legend={texts.application.question}
              drafts={questions}
              empty={emptyQuestion}
              onChange={(changedQuestions) => setDrafts({ ...drafts, questions: changedQuestions })}
              errors={draftErrors(
                within(problem),
                "fields",
                sent.questions.map(({ key }) => key),
              )}
              fields={QuestionFields}
            />
            <Section title={texts.application.terms} lead={texts.application.termsLead}>
              <Stack maw={720}>
                <TextInput
                  {...field("version")}
                  maxLength={63}
                  required={terms.url !== "" || terms.text !== ""}
                />
                <TextInput {...field("url")} type="url" maxLength={2048} />
                <Textarea {...field("text")} maxLength={10_000} rows={6} />
              </Stack>
            </Section>
          </>
        )}
      </Form>
      <aside className={classes["preview"]} aria-label={texts.service.preview}>
        <Title order={2} size="h5">
          {texts.service.preview}
        </Title>
        <Preview key={mine.application} form={form ?? undefined} />
      </aside>
      {dialog}
    </div>
  );
};

/** It can be tried, and nothing comes of it. */
const Preview = ({ form }: { form: ApplicationForm | undefined }) => {
  const [draft, setDraft] = useState(NO_ANSWERS);
  return (
    <ApplicationQuestions form={form} draft={draft} onChange={setDraft} none={texts.application.nothing} />
  );
};

/** What the API says of the form, by the form's own places. */
const within = (problem: Parameters<typeof draftErrors>[0]) =>
  problem && {
    ...problem,
    errors: problem.errors.map(({ pointer, detail }) => ({
      pointer: pointer.replace(/^\/application(?=\/)/, ""),
      detail,
    })),
  };

export default ApplicationEditor;
