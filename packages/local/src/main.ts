import { HELP, localSettings } from "./composition/local-settings.ts";
import { startLatchkey } from "./composition/start-latchkey.ts";

/** What is still open after this is ended with the process. */
const STOP_WITHIN = 4500;

const report = (message: string, error?: unknown): void => {
  console.error(`latchkey: ${message}`, error ?? "");
};

const fail = (message: string): never => {
  report(message);
  process.exit(1);
};

if (process.argv.includes("--help") || process.argv.includes("-h")) {
  console.log(HELP);
  process.exit(0);
}

try {
  const settings = localSettings(process.env);
  const latchkey = await startLatchkey({ settings, report, onFailure: fail });

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), STOP_WITHIN).unref();
    void latchkey.stop().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);

  console.log(`
  portal and management API   ${latchkey.controlUrl}
  API reference               ${latchkey.controlUrl}/docs
  gateway                     ${latchkey.gatewayUrl}
  inbox                       ${latchkey.controlUrl}/_local/inbox
  issuer                      ${latchkey.issuerUrl}
  root's API key              ${settings.data}/root.key
`);
  console.log("latchkey ready");
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
