import { Code, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { portalConfig } from "../api/connection.ts";
import type { Subscription } from "../api/resources.ts";
import { catalogServiceQuery } from "../catalog/catalog-queries.ts";
import { texts } from "../texts/texts.ts";
import { Section } from "../ui/section.tsx";
import { SampleCommand } from "./sample-command.tsx";

/** Where the service of a subscription is called, and a command that does so. */
export const ReadyToCall = ({ subscription }: { subscription: Subscription }) => {
  // One that is retired has left the catalogue, and goes on being called at its address.
  const service = useQuery({ ...catalogServiceQuery(subscription.service), retry: false }).data;
  return (
    <Section title={texts.subscription.readyToCall} lead={texts.subscription.readyToCallLead}>
      <Text size="sm" mb="sm">
        {texts.catalog.address}{" "}
        <Code>
          {portalConfig().gatewayUrl}/{subscription.service}/
        </Code>
      </Text>
      {service ? <SampleCommand service={service} /> : null}
    </Section>
  );
};
