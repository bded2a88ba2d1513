/** Made by the build (help-pages/help-plugin.ts). */
declare module "virtual:help" {
  type Page = import("../help-pages/help-page.ts").HelpPage;

  export const groups: readonly import("../help-pages/help-page.ts").HelpGroup[];
  export const loaders: Readonly<Record<string, () => Promise<{ page: Page }>>>;
}
