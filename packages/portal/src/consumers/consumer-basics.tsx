import { Group, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Consumer } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Facts } from "../ui/facts.tsx";
import { Form } from "../ui/form.tsx";
import { Moment } from "../ui/moment.tsx";
import { notify } from "../ui/notices.ts";
import { Section } from "../ui/section.tsx";
import { useConflict } from "../ui/use-conflict.tsx";
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
          [
            texts.ui.id,
            <Group key="id" gap="xs">
              {consumer.id}
              <CopyButton text={consumer.id} of={texts.ui.id} />
            </Group>,
          ],
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
  // The form belongs to the revision that it was opened with, even if the page loads a newer one meanwhile.
  const [opened, setOpened] = useState(consumer);
  const [mine, setMine] = useState(fieldsOf(consumer));
  const open = (current: Consumer) => {
    setOpened(current);
    setMine(fieldsOf(current));
    client.setQueryData(consumerQuery(consumer.id).queryKey, current);
  };
  const { submit, dialog } = useConflict({
    labels: LABELS,
    read: () => client.fetchQuery({ ...consumerQuery(consumer.id), staleTime: 0 }),
    fieldsOf,
    save: async ({ description, labels }, revision) => {
      const saved = await changeConsumer(consumer.id, revision, {
        description: description === "" ? null : description,
        labels: parseLabels(labels) ?? {},
      });
      open(saved);
      notify("good", texts.ui.saved);
    },
    onTake: open,
  });
  const wrong = parseLabels(mine.labels) === undefined;
  return (
    <>
      <div className={classes["form"]}>
        <Form
          onPage
          submit={texts.ui.save}
          onSubmit={() => submit({ before: fieldsOf(opened), mine }, opened.revision)}
          disabled={wrong}
        >
          <Textarea
            label={texts.consumer.description}
            description={texts.consumer.descriptionHint}
            value={mine.description}
            onChange={(event) => setMine({ ...mine, description: event.currentTarget.value })}
            maxLength={1000}
            rows={3}
          />
          <Textarea
            label={texts.consumer.labels}
            description={texts.consumer.labelsHint}
            value={mine.labels}
            onChange={(event) => setMine({ ...mine, labels: event.currentTarget.value })}
            error={wrong ? texts.consumer.labelsWrong : undefined}
            rows={3}
          />
        </Form>
      </div>
      {dialog}
    </>
  );
};

export default ConsumerBasics;
