import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2023",
    // Each knows light-dark(), which would otherwise become variables that nobody sets.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // Nothing in a data: address: the content policy names files of our own only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
