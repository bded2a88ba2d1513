import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Consumer } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { QueryView } from "../ui/query-view.tsx";
import { PluginForm } from "./plugin-form.tsx";
import { pluginsQuery } from "./plugin-queries.ts";

/** Every plugin that the API has, with a form made from its schema. */
const ConsumerPlugins = ({ consumer }: { consumer: Consumer }) => {
  const query = useQuery(pluginsQuery);
  return (
    <QueryView query={query}>
      {(plugins) => (
        <>
          <Text size="sm" c="dimmed" mb="md">
            {texts.plugin.lead}
          </Text>
          {plugins.map((plugin) => (
            <PluginForm
              key={`${plugin.name} ${JSON.stringify(consumer.plugins[plugin.name])}`}
              plugin={plugin}
              consumer={consumer}
            />
          ))}
        </>
      )}
    </QueryView>
  );
};

export default ConsumerPlugins;
