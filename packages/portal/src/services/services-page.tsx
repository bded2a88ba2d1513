import { Button, Table, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Service } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/links.tsx";
import { Page } from "../ui/page.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { NewServiceDialog } from "./new-service-dialog.tsx";
import { servicesQuery } from "./service-queries.ts";

export const ServicesPage = () => {
  const query = useInfiniteQuery(servicesQuery);
  const [making, setMaking] = useState(false);
  return (
    <Page
      title={texts.service.title}
      lead={texts.service.lead}
      actions={<Button onClick={() => setMaking(true)}>{texts.service.new}</Button>}
    >
      <QueryView query={query}>
        {(services) =>
          services.length === 0 ? (
            <EmptyState title={texts.service.none}>{texts.service.noneLead}</EmptyState>
          ) : (
            <ServiceTable services={services} />
          )
        }
      </QueryView>
      {query.hasNextPage ? (
        <Button variant="default" mt="md" onClick={() => query.fetchNextPage()}>
          {texts.ui.more}
        </Button>
      ) : null}
      <NewServiceDialog opened={making} onClose={() => setMaking(false)} />
    </Page>
  );
};

const ServiceTable = ({ services }: { services: readonly Service[] }) => (
  <Table.ScrollContainer minWidth={480}>
    <Table verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{texts.service.name}</Table.Th>
          <Table.Th>{texts.service.team}</Table.Th>
          <Table.Th>{texts.service.kind}</Table.Th>
          <Table.Th>{texts.service.statusFilter}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {services.map((service) => (
          <Table.Tr key={service.id}>
            <Table.Td>
              <TextLink
                to="/services/$service/$section"
                params={{ service: service.slug, section: "settings" }}
              >
                {service.name}
              </TextLink>
              <Text size="xs" c="dimmed">
                {service.slug}
              </Text>
            </Table.Td>
            <Table.Td>{service.team}</Table.Td>
            <Table.Td>{texts.catalog.kinds[service.kind]}</Table.Td>
            <Table.Td>
              <StatusBadge status={service.status} label={texts.service.status[service.status]} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);
