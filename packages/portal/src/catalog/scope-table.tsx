import { Table, Text, Title } from "@mantine/core";
import type { CatalogService } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";

export const ScopeTable = ({ scopes }: { scopes: NonNullable<CatalogService["scopes"]> }) => (
  <section>
    <Title order={2} size="h4" mt="xl">
      {texts.catalog.scopes}
    </Title>
    <Text size="sm" c="dimmed" mb="sm">
      {texts.catalog.scopesLead}
    </Text>
    <Table.ScrollContainer minWidth={420}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.catalog.scopeName}</Table.Th>
            <Table.Th>{texts.catalog.scopeMethods}</Table.Th>
            <Table.Th>{texts.catalog.scopePaths}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {scopes.map(({ name, methods, paths }) => (
            <Table.Tr key={name}>
              <Table.Td>{name}</Table.Td>
              <Table.Td>{methods?.join(", ") ?? texts.catalog.any}</Table.Td>
              <Table.Td>{paths?.join(", ") ?? texts.catalog.any}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  </section>
);
