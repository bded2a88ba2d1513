import { useQueryClient } from "@tanstack/react-query";
import type { Consumer } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { CopiedId } from "../ui/copied-id.tsx";
import { Facts } from "../ui/facts.tsx";
import { Form } from "../ui/form.tsx";
import { Textarea } from "../ui/inputs.tsx";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/section.tsx";
import { textFields } from "../ui/text-fields.ts";
import { useEditor } from "../ui/use-editor.tsx";
import classes from "./consumer-basics.module.css";
import { ConsumerDanger } from "./consumer-danger.tsx";
import { changeConsumer, consumerQuery } from "./consumer-queries.ts";
import { labelsText, parseLabels } from "./labels.ts";

const fieldsOf = ({ description, labels }: Consumer) => ({
  description: description ?? "",
  labels: labelsText(labels),
});

const LABELS = { description: texts.consumer.description, labels: texts.consumer.labels };

const ConsumerBasics = ({ consumer }: { consumer: Consumer }) => (
  <>
    <Section title={texts.consumer.basics}>
      <Facts
        facts={[
          [texts.consumer.name, consumer.name],
          [texts.consumer.team, consumer.team],
          [texts.ui.id, <CopiedId key="id" id={consumer.id} />],
          [texts.ui.created, <Moment key="created" at={consumer.createdAt} />],
        ]}
      />
      <BasicsForm key={consumer.id} consumer={consumer} />
    </Section>
    <ConsumerDanger consumer={consumer} />
  </>
);

const BasicsForm = ({ consumer }: { consumer: Consumer }) => {
  const client = useQueryClient();
  const { mine, setMine, submit, dialog, changed, discard } = useEditor({
    resource: consumer,
    labels: LABELS,
    fieldsOf,
    read: () => client.fetchQuery({ ...consumerQuery(consumer.id), staleTime: 0 }),
    save: ({ description, labels }, revision) =>
      changeConsumer(consumer.id, revision, {
        description: description === "" ? null : description,
        labels: parseLabels(labels) ?? {},
      }),
    onOpen: (current) => client.setQueryData(consumerQuery(consumer.id).queryKey, current),
  });
  const wrong = parseLabels(mine.labels) === undefined ? texts.consumer.labelsWrong : undefined;
  const field = textFields({
    draft: mine,
    onChange: setMine,
    texts: texts.consumer,
    errors: { labels: wrong },
    at: "",
  });
  return (
    <>
      <div className={classes["form"]}>
        <Form
          onPage
          submit={texts.ui.save}
          onSubmit={submit}
          disabled={wrong !== undefined}
          changed={changed}
          wrong={wrong === undefined ? [] : [LABELS.labels]}
          onDiscard={discard}
        >
          <Textarea {...field("description")} maxLength={1000} rows={3} />
          <Textarea {...field("labels")} rows={3} />
        </Form>
      </div>
      {dialog}
    </>
  );
};

export default ConsumerBasics;
