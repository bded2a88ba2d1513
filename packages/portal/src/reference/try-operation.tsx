import { Button, Group, PasswordInput, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { texts } from "../texts/texts.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { Notice } from "../ui/notice.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { typed } from "../ui/text-fields.ts";
import type { Operation } from "./openapi-operations.ts";
import { type Tried, tryCall, tryUrl } from "./try-call.ts";

interface TryOperationProps {
  operation: Operation;
  address: string;
}

const KEPT_OUT: ReadonlySet<string> = new Set(["header", "cookie"]);

/** A call through the gateway with an API key that is typed in, kept in this form and nowhere else. */
export const TryOperation = ({ operation, address }: TryOperationProps) => {
  const [key, setKey] = useState("");
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [body, setBody] = useState(operation.requestExample ?? "");
  const [answer, setAnswer] = useState<Tried>();
  const [leaves, setLeaves] = useState(false);
  const [busy, setBusy] = useState(false);
  const hasBody = !["GET", "HEAD", "DELETE", "OPTIONS"].includes(operation.method);
  const call = async () => {
    const url = tryUrl(address, operation, values);
    setLeaves(url === undefined);
    if (url === undefined) return setAnswer(undefined);
    setBusy(true);
    setAnswer(
      await tryCall({
        url,
        method: operation.method,
        apiKey: key,
        ...(hasBody && body !== "" ? { body } : {}),
      }),
    );
    setBusy(false);
  };
  return (
    <SubmitForm onSubmit={() => void call()}>
      <Stack gap="sm" maw={560}>
        <Title order={2} size="h6">
          {texts.reference.try}
        </Title>
        <PasswordInput
          label={texts.reference.key}
          description={texts.reference.keyHint}
          {...typed(key, setKey)}
          autoComplete="off"
          required
        />
        {operation.parameters
          .filter(({ place }) => !KEPT_OUT.has(place))
          .map(({ name, place, required }) => (
            <TextInput
              key={`${place} ${name}`}
              label={name}
              description={texts.reference.places[place]}
              value={values[name] ?? ""}
              onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
              required={required}
            />
          ))}
        {hasBody ? (
          <Textarea label={texts.reference.body} {...typed(body, setBody)} rows={5} spellCheck={false} />
        ) : null}
        <Group>
          <Button type="submit" size="sm" loading={busy}>
            {texts.reference.send}
          </Button>
        </Group>
        <div aria-live="polite">
          {leaves ? <Notice tone="wait" title={texts.reference.leaves} /> : null}
          {answer === undefined ? null : answer.reached ? (
            <CodeBlock label={texts.reference.answer(answer.status, answer.ms)} code={answer.text} />
          ) : (
            <Notice tone="wait" title={texts.reference.notReached}>
              <Text size="sm">{texts.reference.notReachedLead}</Text>
            </Notice>
          )}
        </div>
      </Stack>
    </SubmitForm>
  );
};
