import { Button, Code, List, Text } from "@mantine/core";
import { useLayoutEffect, useRef, useState } from "react";
import { asProblem, type InputError, mayPass, type Problem } from "../api/problem.ts";
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

/** `/plans/0/name` as people say it: "plans 1, name". */
const place = (pointer: string): string =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((said, part) => {
      if (/^\d+$/.test(part)) return `${said} ${Number(part) + 1}`;
      return said === "" ? part : `${said}, ${part}`;
    }, "");

const errorLine = ({ pointer, detail }: InputError): string =>
  pointer ? `${place(pointer)}: ${detail}` : detail;

/** What no field of the form around the panel says already. */
const useUnsaid = (problem: Problem) => {
  const panel = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState<ReadonlySet<string | null>>(new Set());
  // biome-ignore lint/correctness/useExhaustiveDependencies: another problem is said at other fields
  useLayoutEffect(() => {
    const form = panel.current?.closest("form");
    setSaid(
      new Set([...(form?.querySelectorAll("[id$='-error']") ?? [])].map(({ textContent }) => textContent)),
    );
  }, [problem]);
  return { panel, unsaid: problem.errors.filter(({ detail }) => !said.has(detail)) };
};

interface ProblemPanelProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
}

/** Says what went wrong in the API's own words, and what one can do. */
export const ProblemPanel = ({ error, onRetry }: ProblemPanelProps) => {
  const problem = asProblem(error);
  const { panel, unsaid } = useUnsaid(problem);
  const isSaid = problem.errors.length > 0 && unsaid.length === 0;
  return (
    <Notice tone="stop" title={problemTitle(problem.status)} role="alert">
      <div ref={panel}>
        <Text size="sm">{isSaid ? texts.problem.atFields : problem.message}</Text>
      </div>
      {unsaid.length > 1 || (unsaid.length === 1 && problem.errors.length > 1) ? (
        <List size="sm" mt="xs">
          {unsaid.map((each) => (
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
