import type { ReactNode } from "react";
import { asProblem } from "../api/problem.ts";
import { NotFound } from "./not-found.tsx";
import { Page } from "./page.tsx";
import { ProblemPanel, problemTitle } from "./problem-panel.tsx";
import { QueryView, type QueryViewProps } from "./query-view.tsx";

/** A page that needs its resource: when it cannot be read, the page shows the error instead. */
export const PageQuery = <T,>({
  query,
  children,
}: Pick<QueryViewProps<T>, "query" | "children">): ReactNode => {
  if (query.data === undefined && query.error) {
    const problem = asProblem(query.error);
    if (problem.status === 404) return <NotFound />;
    return (
      <Page title={problemTitle(problem.status)}>
        <ProblemPanel error={problem} onRetry={() => void query.refetch()} />
      </Page>
    );
  }
  return <QueryView query={query}>{children}</QueryView>;
};
