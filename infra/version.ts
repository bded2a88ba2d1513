import { programVersion } from "@latchkey/functions/composition/program-version";

/** For the functions that answer `GET /healthz`, and no others: theirs do not change with each commit. */
export const versionEnvironment = { LATCHKEY_VERSION: programVersion($cli.paths.root, process.env) };
