import { Button, Text } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";

/** For what no page expected, a lost chunk after a new deployment among it: loading again helps there. */
export const BrokenPage = ({ error }: { error: unknown }) => (
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
    action={<Button onClick={() => window.location.reload()}>{texts.problem.reload}</Button>}
  />
);
