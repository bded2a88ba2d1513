/** What the program of SST is made of and looks for (handlers, the portal's files), and what evaluates it. */
export const STAGE_SOURCES = [
  "sst.config.ts",
  "infra/**",
  "packages/*/src/**",
  "packages/*/package.json",
  "packages/portal/{dist,public,scripts}/**",
  "packages/portal/{package.json,index.html,vite.config.ts,tsconfig.json}",
  "test/infrastructure/{graph,platform}/**",
  "package-lock.json",
  ".sst/installed",
] as const;
