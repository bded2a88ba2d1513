import { Stack, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { texts } from "../texts/texts.ts";
import { typed } from "../ui/text-fields.ts";
import { operationsOf } from "./openapi-operations.ts";
import { OperationCard } from "./operation-card.tsx";
import { groupsOf, operationsWith } from "./operation-groups.ts";
import { noCredential } from "./try-credential.ts";
import { TryOperation } from "./try-operation.tsx";

interface ApiReferenceProps {
  /** The provider's OpenAPI document: it may contain anything. */
  document: Readonly<Record<string, unknown>>;
  /** The service's address at the gateway, without a slash at its end. */
  address: string;
}

/** From so many on they are searched. */
const MANY = 8;

/** Reads an OpenAPI document as text: nothing in it becomes HTML, a style or an address to load from. */
const ApiReference = ({ document, address }: ApiReferenceProps) => {
  const [asked, setAsked] = useState("");
  const operations = operationsOf(document);
  const [credential, setCredential] = useState(noCredential);
  if (operations.length === 0) return <Text c="dimmed">{texts.reference.empty}</Text>;
  const groups = groupsOf(document, operationsWith(operations, asked));
  return (
    <Stack gap="xl">
      {operations.length < MANY ? null : (
        <TextInput
          type="search"
          label={texts.reference.search}
          placeholder={texts.reference.searchHint}
          {...typed(asked, setAsked)}
          maw={320}
        />
      )}
      {groups.length === 0 ? <Text c="dimmed">{texts.reference.noMatch}</Text> : null}
      {groups.map(({ name, description, operations: grouped }) => (
        <Stack key={name} component="section" aria-label={name || texts.reference.others} gap="sm">
          {groups.length === 1 && name === "" ? null : (
            <div>
              <Title order={2} size="h4">
                {name || texts.reference.others}
              </Title>
              {description ? (
                <Text size="sm" c="dimmed">
                  {description}
                </Text>
              ) : null}
            </div>
          )}
          {grouped.map((operation) => (
            <OperationCard
              key={`${operation.method} ${operation.path}`}
              document={document}
              operation={operation}
              address={address}
              tryIt={(ready) => (
                <TryOperation
                  operation={ready}
                  address={address}
                  credential={credential}
                  onCredential={setCredential}
                />
              )}
            />
          ))}
        </Stack>
      ))}
    </Stack>
  );
};

export default ApiReference;
