import { Code, Paper, Stack, Text, Title } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { Method } from "../ui/method.tsx";
import classes from "./api-reference.module.css";
import { type Operation, operationsOf } from "./openapi-operations.ts";
import { TryOperation } from "./try-operation.tsx";

interface ApiReferenceProps {
  /** The provider's OpenAPI document: it may contain anything. */
  document: Readonly<Record<string, unknown>>;
  /** The service's address at the gateway, without a slash at its end. */
  address: string;
}

/** Reads an OpenAPI document as text: nothing in it becomes HTML, a style or an address to load from. */
const ApiReference = ({ document, address }: ApiReferenceProps) => {
  const operations = operationsOf(document);
  if (operations.length === 0) return <Text c="dimmed">{texts.reference.empty}</Text>;
  return (
    <Stack>
      {operations.map((operation) => (
        <OperationCard
          key={`${operation.method} ${operation.path}`}
          operation={operation}
          address={address}
        />
      ))}
    </Stack>
  );
};

const OperationCard = ({ operation, address }: { operation: Operation; address: string }) => (
  <Paper withBorder component="details" className={classes["operation"] ?? ""}>
    <summary className={classes["summary"]}>
      <Method method={operation.method} />
      <code>{operation.path}</code>
      <Text span size="sm" c="dimmed">
        {operation.summary}
      </Text>
    </summary>
    <div className={classes["body"]}>
      {operation.description ? <Text size="sm">{operation.description}</Text> : null}
      {operation.parameters.length > 0 ? (
        <div>
          <Title order={2} size="h6">
            {texts.reference.parameters}
          </Title>
          <ul>
            {operation.parameters.map(({ name, place, required, description }) => (
              <li key={`${place} ${name}`}>
                <Code>{name}</Code> {texts.reference.places[place]}
                {required ? `, ${texts.reference.required}` : ""}
                {description ? `: ${description}` : ""}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {operation.requestSchema ? (
        <CodeBlock label={texts.reference.request} code={operation.requestSchema} />
      ) : null}
      {operation.responses.map(({ status, description, schema }) => (
        <div key={status}>
          <Text size="sm">
            <strong>{status}</strong> {description}
          </Text>
          {schema ? <CodeBlock label={texts.reference.response(status)} code={schema} /> : null}
        </div>
      ))}
      <TryOperation operation={operation} address={address} />
    </div>
  </Paper>
);

export default ApiReference;
