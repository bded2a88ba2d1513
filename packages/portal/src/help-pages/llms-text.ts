import type { HelpGroup } from "./help-page.ts";

/**
 * `/llms.txt` (llmstxt.org): a title, what the project is, and where its documents are as Markdown. Addresses are relative
 * to the portal, whose address the build does not know.
 */
export const llmsText = (groups: readonly HelpGroup[]): string => {
  const [start] = groups.flatMap(({ pages }) => pages);
  return [
    `# ${start?.title ?? ""}`,
    `> ${start?.lead ?? ""}`,
    "The addresses of this stage are in [config.json](/config.json): `controlUrl` is the management API, whose OpenAPI document is at `{controlUrl}/v1/openapi.json`; `gatewayUrl` is where services are called. Published services that anybody may see are listed at [the API catalogue](/.well-known/api-catalog) (RFC 9727).",
    ...groups.map(({ readers, pages }) =>
      [
        `## For ${readers}\n`,
        ...pages.map(({ name, title, lead }) => `- [${title}](/help/${name}.md): ${lead}`),
      ].join("\n"),
    ),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
};
