import { Radio, Stack } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { MailChoice } from "../api/resources.ts";
import { chooseMail, mailChoiceQuery } from "../session/mail-choice-query.ts";
import { texts } from "../texts/texts.ts";
import { Form } from "../ui/form.tsx";
import { notify } from "../ui/notices.ts";
import { QueryView } from "../ui/query-view.tsx";

const CHOICES = ["each", "daily"] as const satisfies readonly MailChoice["applications"][];

/** A mail for each application, or one a day. */
export const MailChoiceForm = () => (
  <QueryView query={useQuery(mailChoiceQuery)}>
    {({ applications }) => <Choose key={applications} now={applications} />}
  </QueryView>
);

const Choose = ({ now }: { now: MailChoice["applications"] }) => {
  const client = useQueryClient();
  const [chosen, setChosen] = useState(now);
  const choose = async () => {
    client.setQueryData(mailChoiceQuery.queryKey, await chooseMail(chosen));
    notify("good", texts.mailChoice.saved);
  };
  return (
    <Form submit={texts.mailChoice.save} onSubmit={choose}>
      <Radio.Group
        label={texts.mailChoice.label}
        value={chosen}
        onChange={(value) => setChosen(CHOICES.find((each) => each === value) ?? now)}
      >
        <Stack gap="sm" mt="xs">
          {CHOICES.map((each) => (
            <Radio
              key={each}
              value={each}
              label={texts.mailChoice[each]}
              description={texts.mailChoice.hints[each]}
            />
          ))}
        </Stack>
      </Radio.Group>
    </Form>
  );
};
