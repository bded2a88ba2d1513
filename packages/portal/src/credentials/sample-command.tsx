import { portalConfig } from "../api/connection.ts";
import type { CatalogService } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { requestOf } from "./commands/carried.ts";
import { curlCommand } from "./commands/curl-command.ts";
import { serviceSample } from "./service-sample.ts";

/** What a call of the service looks like, with a placeholder for the key. Nothing where that would be a guess. */
export const SampleCommand = ({ service }: { service: CatalogService }) => {
  const { isGuess, ...sample } = serviceSample(service.slug, service, portalConfig());
  if (isGuess) return null;
  const key = { variable: "api_key" };
  const command = curlCommand({ assignments: [], ...requestOf(sample, { "X-API-Key": [key] }) });
  return <CodeBlock label={texts.catalog.sample} code={command} />;
};
