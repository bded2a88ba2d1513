import { Box, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Delegate } from "../api/resources.ts";
import { delegateQuery, nameDelegate, removeDelegate } from "../session/delegate-query.ts";
import { texts } from "../texts/texts.ts";
import { Form } from "../ui/form.tsx";
import { TextInput } from "../ui/inputs.tsx";
import { Moment } from "../ui/moment.tsx";
import { notify } from "../ui/notices.ts";
import { Page } from "../ui/page.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { Section } from "../ui/section.tsx";
import { textField, typed } from "../ui/text-fields.ts";
import { VerbButton } from "../ui/verb-button.tsx";
import { MailChoiceForm } from "./mail-choice.tsx";

/** Who decides beside the person while it is away, and how it is mailed what it is asked to decide. */
export const DelegatePage = () => (
  <Page title={texts.delegate.title} lead={texts.delegate.lead}>
    <QueryView query={useQuery(delegateQuery)}>
      {(delegate) => (
        <Stack gap="xl">
          <Section title={texts.delegate.now}>
            {delegate ? <Named delegate={delegate} /> : <Text size="sm">{texts.delegate.none}</Text>}
          </Section>
          <Section title={delegate ? texts.delegate.another : texts.delegate.name}>
            <Box maw="30rem">
              <NameDelegate />
            </Box>
          </Section>
          <Section title={texts.mailChoice.title}>
            <MailChoiceForm />
          </Section>
        </Stack>
      )}
    </QueryView>
  </Page>
);

const useChanged = () => {
  const client = useQueryClient();
  return (delegate: Delegate | null, said: string) => {
    client.setQueryData(delegateQuery.queryKey, delegate);
    notify("good", said);
  };
};

const Named = ({ delegate: { email, until, team } }: { delegate: Delegate }) => {
  const change = useChanged();
  const remove = async () => {
    await removeDelegate();
    change(null, texts.delegate.removed);
  };
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm">{texts.delegate.decides(email)}</Text>
      <Text size="sm" c="dimmed">
        {texts.delegate.ends} <Moment at={until} /> · {texts.delegate.by} {team}
      </Text>
      <VerbButton texts={texts.delegate} verb="remove" name={email} onConfirm={remove} />
    </Stack>
  );
};

const NameDelegate = () => {
  const [email, setEmail] = useState("");
  const [day, setDay] = useState("");
  const change = useChanged();
  const name = async () => {
    const named = await nameDelegate({ email: email.trim(), until: `${day}T23:59:59.000Z` });
    change(named, texts.delegate.named(named.email));
    setEmail("");
    setDay("");
  };
  return (
    <Form submit={texts.delegate.name} onSubmit={name}>
      <TextInput type="email" {...textField(texts.delegate, "email", email, setEmail)} required />
      <TextInput type="date" label={texts.delegate.until} {...typed(day, setDay)} at="/until" required />
    </Form>
  );
};
