import { Button, Code, List, Text } from "@mantine/core";
import { asProblem, type InputError, mayPass } from "../api/problem.ts";
import { texts } from "../texts/texts.ts";
import { Notice } from "./notice.tsx";

export const problemTitle = (status: number): string => {
  if (status === 0) return texts.problem.offline;
  if (status === 403) return texts.problem.forbidden;
  if (status === 404) return texts.problem.notFound;
  if (status === 409) return texts.problem.conflict;
  if (status === 429) return texts.problem.tooMany;
  return status >= 500 ? texts.problem.server : texts.problem.request;
};

const errorLine = ({ pointer, detail }: InputError): string => (pointer ? `${pointer}: ${detail}` : detail);

interface ProblemPanelProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
}

/** Says what went wrong in the API's own words, and what one can do. */
export const ProblemPanel = ({ error, onRetry }: ProblemPanelProps) => {
  const problem = asProblem(error);
  return (
    <Notice tone="stop" title={problemTitle(problem.status)} role="alert">
      <Text size="sm">{problem.message}</Text>
      {problem.errors.length > 1 ? (
        <List size="sm" mt="xs">
          {problem.errors.map((each) => (
            <List.Item key={errorLine(each)}>{errorLine(each)}</List.Item>
          ))}
        </List>
      ) : null}
      {problem.requestId ? (
        <Text size="xs" c="dimmed" mt="xs">
          {texts.problem.requestId} <Code>{problem.requestId}</Code>
        </Text>
      ) : null}
      {onRetry && mayPass(problem) ? (
        <Button size="xs" variant="default" mt="sm" onClick={onRetry}>
          {texts.ui.tryAgain}
        </Button>
      ) : null}
    </Notice>
  );
};
