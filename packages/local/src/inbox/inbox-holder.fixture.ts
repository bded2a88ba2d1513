/** Run as a program by the tests: an inbox that says its address and takes mail until it is killed. */
import { openInboxStore } from "./inbox-store.ts";
import { startSmtpInbox } from "./smtp-inbox.ts";

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error("Which file?");
const inbox = await startSmtpInbox({ store: await openInboxStore(path), now: Date.now, onError: () => {} });
process.stdout.write(`${inbox.url}\n`);
