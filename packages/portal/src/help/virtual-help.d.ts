/** Made by the build (help-pages/help-plugin.ts). */
declare module "virtual:help" {
  import type { HelpGroup, HelpPage } from "../help-pages/help-page.ts";

  export const groups: readonly HelpGroup[];
  export const loaders: Readonly<Record<string, () => Promise<{ page: HelpPage }>>>;
}
