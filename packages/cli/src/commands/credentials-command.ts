import type { Schemas } from "@latchkey/client/operations";
import { type Command, InvalidArgumentError } from "commander";
import { isRecord } from "../apply/same.ts";
import { type HandOver, secretFile, secretsPrinted } from "../apply/secret-sink.ts";
import { EXIT, type ExitCode } from "../command-line/exit-code.ts";
import type { Terminal } from "../command-line/terminal.ts";
import { type CallerOptions, latchkeyOf } from "./caller.ts";
import { withConnection } from "./connection-options.ts";
import { consumerNamed, credentialNamed } from "./found-by-name.ts";
import { type Columns, showItems } from "./table.ts";

interface IssueOptions extends CallerOptions {
  readonly name: string;
  readonly type: string;
  readonly scopes?: string[];
  readonly expiresAt?: string;
  readonly secretsTo?: string;
}

interface RotateOptions extends CallerOptions {
  readonly overlapSeconds: number;
  readonly secretsTo?: string;
}

const CONSUMER = "the id, team/name, or a name that is there once";

export const addCredentials = (program: Command, terminal: Terminal, end: (code: ExitCode) => void): void => {
  const group = program
    .command("credentials")
    .description("lists, issues, rotates and revokes a consumer's credentials");
  const sub = (words: string, description: string) =>
    withConnection(group.command(words).description(description)).argument("<consumer>", CONSUMER);
  sub("list", "what a consumer has, without secrets").action(
    async (consumer: string, options: CallerOptions) => {
      await list(consumer, options, terminal);
      end(EXIT.done);
    },
  );
  sub("issue", "issues one, and prints its secret this once")
    .requiredOption("--name <name>", "what people call it")
    .option("--type <type>", "api-key, basic, aksk, jwt", "api-key")
    .option("--scopes <names>", "these alone, with commas between them", (text) => text.split(","))
    .option("--expires-at <time>", "the end, UTC, as 2027-01-31T12:00:00Z")
    .option("--secrets-to <file>", "write the secret there (mode 600)")
    .action(async (consumer: string, options: IssueOptions) => {
      await issue(consumer, options, terminal);
      end(EXIT.done);
    });
  sub("rotate", "gives one another secret, and prints it this once")
    .argument("<credential>", "the id or the name")
    .option("--overlap-seconds <number>", "how long the old secret works yet", seconds, 86_400)
    .option("--secrets-to <file>", "write the secret there (mode 600)")
    .action(async (consumer: string, credential: string, options: RotateOptions) => {
      await rotate(consumer, credential, options, terminal);
      end(EXIT.done);
    });
  sub("revoke", "ends one at once")
    .argument("<credential>", "the id or the name")
    .action(async (consumer: string, credential: string, options: CallerOptions) => {
      await revoke(consumer, credential, options, terminal);
      end(EXIT.done);
    });
};

const seconds = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError("A whole number of seconds.");
  return number;
};

const list = async (named: string, options: CallerOptions, terminal: Terminal): Promise<void> => {
  const latchkey = await latchkeyOf(options);
  const { id: consumer } = await consumerNamed(latchkey, named);
  const items: Schemas["Credential"][] = [];
  for await (const each of latchkey.each("/v1/consumers/{consumer}/credentials", {
    params: { path: { consumer } },
  }))
    items.push(each);
  showItems(items, COLUMNS, options, terminal);
};

const COLUMNS: Columns<Schemas["Credential"]> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  type: ({ type }) => type,
  status: ({ status }) => status,
  hint: ({ hint }) => hint,
  expires: ({ expiresAt }) => expiresAt,
  used: ({ lastUsedAt }) => lastUsedAt,
  "former used": ({ secrets }) => secrets[1]?.lastUsedAt,
};

const issue = async (named: string, options: IssueOptions, terminal: Terminal): Promise<void> => {
  const latchkey = await latchkeyOf(options);
  await using sink =
    options.secretsTo === undefined ? secretsPrinted(terminal) : await secretFile(options.secretsTo);
  const { id, team, name: consumer } = await consumerNamed(latchkey, named);
  const { name, type, scopes, expiresAt } = options;
  const body = { name, type, ...(scopes ? { scopes } : {}), ...(expiresAt ? { expiresAt } : {}) };
  const answer = await latchkey.send("POST", `/v1/consumers/${id}/credentials`, { body });
  await handOver(sink.handOver, { team, consumer, credential: name, type }, answer);
};

/** What is done to a credential of a consumer, each as it was named on the command line. */
type OnCredential<Options> = (
  named: string,
  credential: string,
  options: Options,
  terminal: Terminal,
) => Promise<void>;

const rotate: OnCredential<RotateOptions> = async (named, credential, options, terminal) => {
  const latchkey = await latchkeyOf(options);
  await using sink =
    options.secretsTo === undefined ? secretsPrinted(terminal) : await secretFile(options.secretsTo);
  const { id, team, name: consumer } = await consumerNamed(latchkey, named);
  const found = await credentialNamed(latchkey, id, credential);
  const body = { overlapSeconds: options.overlapSeconds };
  const answer = await latchkey.send("POST", `/v1/consumers/${id}/credentials/${found.id}/rotate`, { body });
  await handOver(sink.handOver, { team, consumer, credential: found.name, type: found.type }, answer);
};

/** @throws Error where the stage gave none: the answer was lost, and asked for again */
const handOver = async (
  give: HandOver,
  owner: { team: string; consumer: string; credential: string; type: string },
  answer: unknown,
): Promise<void> => {
  const secret = isRecord(answer) ? answer["secret"] : undefined;
  if (!isRecord(secret)) throw new Error("The answer with the secret was lost: rotate the credential.");
  const texts = Object.entries(secret).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  await give({ ...owner, secret: Object.fromEntries(texts) });
};

const revoke: OnCredential<CallerOptions> = async (named, credential, options, terminal) => {
  const latchkey = await latchkeyOf(options);
  const { id } = await consumerNamed(latchkey, named);
  const found = await credentialNamed(latchkey, id, credential);
  await latchkey.send("DELETE", `/v1/consumers/${id}/credentials/${found.id}`);
  if (options.json) terminal.print(JSON.stringify({ revoked: found.id }));
  else terminal.tell(`${found.id} is revoked.`);
};
