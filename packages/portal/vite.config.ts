import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { helpPlugin } from "./src/help-pages/help-plugin.ts";

/**
 * The page's small script fetches the long one when it has painted: the browser is told of that one at once, and of the
 * typeface, which it would learn of from the style sheet.
 */
const announceApp: Plugin = {
  name: "announce-app",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle = {} }) => {
      const chunks = Object.values(bundle).filter((each) => each.type === "chunk");
      const app = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith("/src/app.tsx"));
      const entry = chunks.find(({ isEntry }) => isEntry);
      const fonts = Object.keys(bundle).filter((name) => /\/inter-latin-wght-normal[^/]*\.woff2$/.test(name));
      const preloaded = fonts.map((name) => ({
        tag: "link",
        attrs: { rel: "preload", as: "font", type: "font/woff2", crossorigin: true, href: `/${name}` },
        injectTo: "head" as const,
      }));
      const modules = [app?.fileName, ...(app?.imports ?? [])]
        .filter((name) => name !== undefined && name !== entry?.fileName)
        .map((name) => ({
          tag: "link",
          attrs: { rel: "modulepreload", crossorigin: true, href: `/${name}` },
          injectTo: "head" as const,
        }));
      return [...preloaded, ...modules];
    },
  },
};

/**
 * Parts of the first load that later pages share. As files of their own they would be some thirty answers, each with headers of
 * nearly a kilobyte and compressed by itself.
 */
const SHARED =
  /\/src\/(?:api\/(?!schema)|formats\/|session\/(?!landing|session-ended)|ui\/(?:brand|empty-state|links|list-view|mark|notice|page|problem-panel|query-view|service-icon|text-fields)\b)/;

/** Read with the words of a language, before the portal reads them: in one file with the portal it would read them too early. */
const LANGUAGE = /\/src\/texts\/(?:language|plural)\b/;

export default defineConfig({
  plugins: [react(), announceApp, helpPlugin()],
  build: {
    target: "es2023",
    // Each knows light-dark(), which would otherwise become variables that nobody sets.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // Nothing in a data: address: the content policy names files of our own only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "language", test: LANGUAGE, priority: 1 },
            { name: "shared", test: SHARED },
          ],
        },
      },
    },
  },
});
