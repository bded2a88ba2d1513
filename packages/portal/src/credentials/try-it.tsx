import { Select, Stack, Tabs, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { portalConfig } from "../api/connection.ts";
import type { Issued } from "../api/resources.ts";
import { catalogServiceQuery } from "../catalog/catalog-queries.ts";
import { consumerSubscriptionsQuery } from "../subscriptions/subscription-queries.ts";
import { LANGUAGE_NAMES } from "../texts/proper-names.ts";
import { texts } from "../texts/texts.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { commandsFor, LANGUAGES, type Language } from "./commands/commands.ts";
import { serviceSample } from "./service-sample.ts";
import { tokenSource } from "./token-source.ts";

const RANK = ["active", "pending", "suspended"];

interface TryItProps {
  issued: Issued;
  languages?: readonly Language[];
}

/** A command that is ready to paste, for a service that the consumer may call or has asked for. */
export const TryIt = ({ issued, languages = LANGUAGES }: TryItProps) => {
  const { credential, secret } = issued;
  const { data: subscriptions = [], isPending } = useInfiniteQuery(
    consumerSubscriptionsQuery(credential.consumerId),
  );
  const services = RANK.flatMap((status) => subscriptions.filter((each) => each.status === status));
  const [chosen, setChosen] = useState<string>();
  const current = services.find((each) => each.service === chosen) ?? services[0];
  const { data: service, isLoading } = useQuery({
    ...catalogServiceQuery(current?.service ?? ""),
    enabled: current !== undefined,
  });
  // A command for the placeholder is shown only once it is known that there is no service, nor a sample of it.
  if (isPending || isLoading) return null;
  const slug = current?.service ?? "SERVICE";
  const { isGuess, ...sample } = serviceSample(slug, service, portalConfig());
  const tokens = tokenSource(slug, portalConfig());
  const commands = commandsFor({ ...sample, credential, secret: secret ?? {}, tokens });
  return (
    <Stack>
      <Title order={3} size="h5">
        {texts.credential.tryIt}
      </Title>
      {current === undefined ? <Text size="sm">{texts.credential.tryNoService}</Text> : null}
      {current !== undefined && current.status !== "active" ? (
        <Text size="sm">{texts.credential.trySubscribe}</Text>
      ) : null}
      {services.length > 1 ? (
        <Select
          label={texts.credential.tryService}
          data={services.map((each) => each.service)}
          value={slug}
          onChange={(value) => setChosen(value ?? undefined)}
          allowDeselect={false}
        />
      ) : null}
      {isGuess && current !== undefined ? <Text size="sm">{texts.credential.tryGuess}</Text> : null}
      <Tabs defaultValue="curl" keepMounted={false}>
        <Tabs.List aria-label={texts.credential.language}>
          {languages.map((language) => (
            <Tabs.Tab key={language} value={language}>
              {LANGUAGE_NAMES[language]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {languages.map((language) => (
          <Tabs.Panel key={language} value={language} pt="sm">
            <CodeBlock code={commands[language]} label={LANGUAGE_NAMES[language]} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
};
