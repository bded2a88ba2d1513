import { type ReactNode, useState } from "react";

interface UnfoldingProps {
  summary: ReactNode;
  className?: string | undefined;
  summaryClass?: string | undefined;
  children: () => ReactNode;
}

/** What is inside is made when it is opened: a document may hold far more than anybody reads, or itself. */
export const Unfolding = ({ summary, className, summaryClass, children }: UnfoldingProps) => {
  const [opened, setOpened] = useState(false);
  return (
    <details className={className} onToggle={({ currentTarget }) => setOpened(opened || currentTarget.open)}>
      <summary className={summaryClass}>{summary}</summary>
      {opened ? children() : null}
    </details>
  );
};
