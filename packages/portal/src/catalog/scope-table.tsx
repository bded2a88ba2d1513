import { Code, Group, Text, Title } from "@mantine/core";
import type { CatalogService } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { Method } from "../ui/method.tsx";

type Scope = NonNullable<CatalogService["scopes"]>[number];

export const ScopeTable = ({ scopes }: { scopes: readonly Scope[] }) => (
  <section>
    <Title order={2} size="h4" mt="xl">
      {texts.catalog.scopes}
    </Title>
    <Text size="sm" c="dimmed" mb="sm">
      {texts.catalog.scopesLead}
    </Text>
    <DataTable
      items={scopes}
      keyOf={({ name }) => name}
      columns={scopes.some(({ tools }) => tools) ? [...COLUMNS, TOOLS] : COLUMNS}
    />
  </section>
);

const TOOLS: Column<Scope> = {
  label: texts.catalog.scopeTools,
  cell: ({ tools }) => (tools === undefined ? texts.catalog.any : <Code>{tools.join(", ")}</Code>),
};

const COLUMNS: Column<Scope>[] = [
  { label: texts.catalog.scopeName, cell: ({ name }) => name },
  {
    label: texts.catalog.scopeMethods,
    cell: ({ methods }) =>
      methods === undefined ? (
        texts.catalog.any
      ) : (
        <Group gap={6}>
          {methods.map((method) => (
            <Method key={method} method={method} />
          ))}
        </Group>
      ),
  },
  {
    label: texts.catalog.scopePaths,
    cell: ({ paths }) => (paths === undefined ? texts.catalog.any : <Code>{paths.join(", ")}</Code>),
  },
];
