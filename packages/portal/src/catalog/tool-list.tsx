import { Code, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { isVisitor } from "../api/connection.ts";
import { useHasPath } from "../api/features.ts";
import { CLIENT_NAMES } from "../texts/proper-names.ts";
import { texts } from "../texts/texts.ts";
import { CodeTabs } from "../ui/code-tabs.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Moment } from "../ui/moment.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { clientSettings } from "./client-settings.ts";
import { toolsQuery } from "./tools-query.ts";

interface ToolListProps {
  slug: string;
  /** Of the service at the gateway. */
  address: string;
}

/** What a server of tools offers, and what to paste into a client to use it. */
export const ToolList = ({ slug, address }: ToolListProps) => {
  const hasTools = useHasPath("/v1/services/{service}/tools");
  return (
    <Stack gap="xl">
      {isVisitor() || !hasTools ? null : <Tools slug={slug} />}
      <section>
        <Title order={2} size="h4">
          {texts.tool.clients}
        </Title>
        <Text size="sm" c="dimmed" mb="sm">
          {texts.tool.clientsLead}
        </Text>
        <CodeTabs
          label={texts.tool.clients}
          tabs={clientSettings(slug, address).map(({ client, code }) => ({
            key: client,
            label: CLIENT_NAMES[client],
            code,
          }))}
        />
      </section>
    </Stack>
  );
};

const Tools = ({ slug }: { slug: string }) => (
  <QueryView query={useQuery(toolsQuery(slug))}>
    {({ items, problem, askedAt }) => (
      <section aria-label={texts.tool.tools}>
        {problem === undefined ? null : (
          <Text size="sm" mb="sm" role="note">
            {texts.tool.problems[problem]}
          </Text>
        )}
        {items.length === 0 && problem === undefined ? (
          <EmptyState title={texts.tool.none} lead={texts.tool.noneLead} />
        ) : (
          <Stack gap="sm">
            {items.map((tool) => (
              <Paper key={tool.name} withBorder p="md">
                <Title order={2} size="h5">
                  <Code fz="md">{tool.name}</Code> <span dir="auto">{tool.title}</span>
                </Title>
                <Text
                  size="sm"
                  mt={4}
                  dir="auto"
                  style={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }}
                >
                  {tool.description}
                </Text>
              </Paper>
            ))}
          </Stack>
        )}
        <Text size="sm" c="dimmed" mt="sm">
          {texts.tool.asked} <Moment at={askedAt} />
        </Text>
      </section>
    )}
  </QueryView>
);
