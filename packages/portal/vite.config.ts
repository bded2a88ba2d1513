import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2023",
    // Nothing in a data: address: the content policy names files of our own only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
