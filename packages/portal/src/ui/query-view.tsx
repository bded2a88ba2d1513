import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import { texts } from "../texts/texts.ts";
import { ProblemPanel } from "./problem-panel.tsx";

interface QueryLike<T> {
  data: T | undefined;
  error: unknown;
  refetch(): unknown;
}

export interface QueryViewProps<T> {
  query: QueryLike<T>;
  /** Shown while nothing is known yet; lines of text when absent. */
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}

/** What is known is shown, also while it is asked for again; a problem is shown above it. */
export const QueryView = <T,>({ query, skeleton, children }: QueryViewProps<T>) => {
  const { data, error } = query;
  return (
    <>
      {error ? <ProblemPanel error={error} onRetry={() => void query.refetch()} /> : null}
      {data !== undefined ? children(data) : error ? null : (skeleton ?? <Waiting />)}
    </>
  );
};

const LINES = [1, 2, 3, 4];

export const Waiting = ({ height = 56 }: { height?: number }) => (
  <Stack gap="sm" role="status">
    <VisuallyHidden>{texts.ui.loading}</VisuallyHidden>
    {LINES.map((line) => (
      <Skeleton key={line} height={height} radius="md" />
    ))}
  </Stack>
);
