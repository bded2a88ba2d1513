import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { isLoadFailure, isReachable } from "./load-failure.ts";

const reload = () => window.location.reload();

/** For what no page expected. A part that could not be loaded is the server's being away, or an old part after a deploy. */
export const BrokenPage = ({ error }: { error: unknown }) =>
  isLoadFailure(error) ? (
    <Unreachable />
  ) : (
    <EmptyState
      title={texts.problem.broken}
      lead={
        <>
          {texts.problem.brokenLead}
          <Text component="span" display="block" size="xs" mt="sm">
            {error instanceof Error ? error.message : String(error)}
          </Text>
        </>
      }
      action={<Button onClick={reload}>{texts.problem.reload}</Button>}
    />
  );

/** The page is loaded again only once that can succeed: the browser's own error page has no way back. */
const Unreachable = () => {
  const [state, setState] = useState<"said" | "asking" | "still">("said");
  const retry = async () => {
    setState("asking");
    if (await isReachable()) reload();
    else setState("still");
  };
  return (
    <EmptyState
      title={texts.problem.unreachable}
      lead={
        <span role="status">
          {state === "still" ? texts.problem.stillUnreachable : texts.problem.unreachableLead}
        </span>
      }
      action={
        <Button loading={state === "asking"} onClick={() => void retry()}>
          {texts.ui.tryAgain}
        </Button>
      }
    />
  );
};
