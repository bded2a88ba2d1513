import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { texts } from "../texts/texts.ts";
import { Textarea, TextInput } from "../ui/inputs.tsx";
import { Notice } from "../ui/notice.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { typed } from "../ui/text-fields.ts";
import type { Operation } from "./openapi-operations.ts";
import { TriedAnswer } from "./tried-answer.tsx";
import { inputOf } from "./try-address.ts";
import { type Tried, tryCall } from "./try-call.ts";
import type { TryCredential } from "./try-credential.ts";
import { TryCredentialFields } from "./try-credential-fields.tsx";
import { isTried, takesBody } from "./try-request.ts";

interface TryOperationProps {
  operation: Operation;
  address: string;
  /** Of all operations of the page. */
  credential: TryCredential;
  onCredential: (credential: TryCredential) => void;
}

/** A call through the gateway with a credential that is typed in, kept in the page and nowhere else. */
export const TryOperation = ({ operation, address, credential, onCredential }: TryOperationProps) => {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [body, setBody] = useState(operation.requestExample ?? "");
  const [answer, setAnswer] = useState<Tried>();
  const [busy, setBusy] = useState(false);
  const call = async () => {
    setBusy(true);
    setAnswer(undefined);
    setAnswer(await tryCall({ address, operation, values, body, credential }));
    setBusy(false);
  };
  return (
    <SubmitForm onSubmit={() => void call()}>
      <Stack gap="sm" maw={560}>
        <Title order={2} size="h6">
          {texts.reference.try}
        </Title>
        <TryCredentialFields draft={credential} onChange={onCredential} />
        {operation.parameters.filter(isTried).map((parameter) => {
          const { name, place, required } = parameter;
          const input = inputOf(parameter);
          return (
            <TextInput
              key={input}
              label={name}
              description={texts.reference.places[place]}
              {...typed(values[input] ?? "", (value) => setValues({ ...values, [input]: value }))}
              autoComplete="off"
              required={required || place === "path"}
            />
          );
        })}
        {takesBody(operation) ? (
          <Textarea label={texts.reference.body} {...typed(body, setBody)} rows={5} spellCheck={false} />
        ) : null}
        <Group>
          <Button type="submit" size="sm" loading={busy}>
            {texts.reference.send}
          </Button>
        </Group>
        <div aria-live="polite">{answer === undefined ? null : <Answer tried={answer} />}</div>
      </Stack>
    </SubmitForm>
  );
};

const Answer = ({ tried }: { tried: Tried }) => {
  if (tried.outcome === "answered") return <TriedAnswer {...tried} />;
  const { title, lead } =
    tried.outcome === "refused"
      ? texts.reference.refused[tried.why]
      : texts.reference.unanswered[tried.outcome];
  return (
    <Notice tone="wait" title={title}>
      <Text size="sm">{lead}</Text>
    </Notice>
  );
};
