import { Code, Paper, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { texts } from "../texts/texts.ts";
import { InlineCode } from "../ui/inline-code.tsx";
import { Method } from "../ui/method.tsx";
import classes from "./api-reference.module.css";
import { indented, type Json } from "./json-value.ts";
import type { Operation } from "./openapi-operations.ts";
import { operationSample } from "./operation-sample.ts";
import { OperationSamples } from "./operation-samples-view.tsx";
import { Field, Schema } from "./schema-fields.tsx";
import { Unfolding } from "./unfolding.tsx";

interface OperationCardProps {
  document: Json;
  operation: Operation;
  address: string;
  /** The form that calls it. */
  tryIt: (operation: Operation) => ReactNode;
}

export const OperationCard = (props: OperationCardProps) => {
  const { method, path, summary } = props.operation;
  return (
    <Paper withBorder className={classes["operation"] ?? ""}>
      <Unfolding
        summaryClass={classes["summary"]}
        summary={
          <>
            <Method method={method} />
            <code>{path}</code>
            <Text span size="sm" c="dimmed">
              <InlineCode text={summary} />
            </Text>
          </>
        }
      >
        {() => <OperationDetails {...props} />}
      </Unfolding>
    </Paper>
  );
};

const OperationDetails = ({ document, operation, address, tryIt }: OperationCardProps) => {
  const { description, parameters, request, responses } = operation;
  const sample = operationSample(document, operation.method, operation.path);
  return (
    <div className={classes["body"]}>
      {description ? (
        <Text size="sm">
          <InlineCode text={description} />
        </Text>
      ) : null}
      <OperationSamples sample={sample} address={address} />
      {parameters.length === 0 ? null : (
        <Part title={texts.reference.parameters}>
          <ul className={classes["parts"]}>
            {parameters.map(({ name, place, required, schema, description: about }) => (
              <li key={`${place} ${name}`}>
                <Field document={document} schema={schema} name={name} required={required} />
                <Text size="sm">
                  <Text span size="sm" c="dimmed">
                    {texts.reference.places[place]}
                  </Text>
                  {about ? " · " : null}
                  <InlineCode text={about} />
                </Text>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {request ? (
        <Part title={texts.reference.request} beside={request.type}>
          <Text size="sm">
            <InlineCode text={request.description} />
          </Text>
          <Schema document={document} schema={request.schema} />
        </Part>
      ) : null}
      {responses.length === 0 ? null : (
        <Part title={texts.reference.responses}>
          <ul className={classes["parts"]}>
            {responses.map(({ status, description: about, body }) => (
              <li key={status}>
                <Text size="sm">
                  <Code>{status}</Code> <InlineCode text={about} />
                </Text>
                {body ? (
                  <Unfolding summary={texts.reference.bodyOf(body.type)} summaryClass={classes["open"]}>
                    {() => <Schema document={document} schema={body.schema} />}
                  </Unfolding>
                ) : null}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {tryIt({
        ...operation,
        ...(sample.body === undefined ? {} : { requestExample: indented(sample.body) }),
      })}
    </div>
  );
};

const Part = ({ title, beside, children }: { title: string; beside?: string; children: ReactNode }) => (
  <div>
    <Title order={2} size="h6">
      {title} {beside ? <Code>{beside}</Code> : null}
    </Title>
    {children}
  </div>
);
