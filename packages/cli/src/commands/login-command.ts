import type { Command } from "commander";
import { readAddress } from "../command-line/connection.ts";
import { EXIT, type ExitCode, WrongUse } from "../command-line/exit-code.ts";
import { listenForInterruption } from "../command-line/interruption.ts";
import type { Terminal } from "../command-line/terminal.ts";
import { keepSignIn, readSignIns, signInsFile } from "../login/kept-sign-ins.ts";
import { openBrowser } from "../login/open-browser.ts";
import { signIn } from "../login/sign-in.ts";
import { signOut } from "../login/sign-out.ts";
import { findIssuer } from "../login/stage-issuer.ts";
import { type CallerOptions, latchkeyOf } from "./caller.ts";
import { withConnection, withStage } from "./connection-options.ts";

interface LoginOptions extends CallerOptions {
  readonly browser: boolean;
}

export const addLogin = (program: Command, terminal: Terminal, end: (code: ExitCode) => void): void => {
  withStage(
    program.command("login").description("signs you in at the stage's issuer, in your browser, and keeps it"),
  )
    .option("--no-browser", "print the address alone: open it yourself, on this machine")
    .action(async (options: LoginOptions) => end(await logIn(options, terminal)));
  withStage(program.command("logout").description("ends what login has kept")).action(
    async (options: CallerOptions) => end(await logOut(options, terminal)),
  );
  withConnection(
    program.command("whoami").description("says who you are to the stage, your teams and your roles"),
  ).action(async (options: CallerOptions) => end(await tellWho(options, terminal)));
};

const stageOf = ({ url, allowHttp = false }: CallerOptions): string => {
  if (!url) throw new WrongUse("The control plane's address is missing: --url or LATCHKEY_URL.");
  return readAddress(url, "--url", allowHttp);
};

const logIn = async (options: LoginOptions, terminal: Terminal): Promise<ExitCode> => {
  const url = stageOf(options);
  const file = signInsFile(process.env);
  await readSignIns(file);
  using interruption = listenForInterruption();
  const signedIn = await signIn(await findIssuer(url), {
    open: (address) => {
      terminal.tell(`Sign in at: ${address}`);
      if (options.browser && terminal.confirm) openBrowser(address);
    },
    stop: interruption.stop,
    now: Date.now,
  });
  await keepSignIn(file, url, signedIn);
  return tellWho(options, terminal);
};

const logOut = async (options: CallerOptions, terminal: Terminal): Promise<ExitCode> => {
  const url = stageOf(options);
  const file = signInsFile(process.env);
  const kept = (await readSignIns(file))[url];
  await keepSignIn(file, url, undefined);
  if (kept === undefined) terminal.tell("Nobody was logged in here.");
  else if (!(await signOut(kept))) terminal.tell("The issuer did not answer: what it gave ends by itself.");
  if (options.json) terminal.print(JSON.stringify({ loggedOut: kept !== undefined }));
  return EXIT.done;
};

const tellWho = async (options: CallerOptions, terminal: Terminal): Promise<ExitCode> => {
  const me = await (await latchkeyOf(options)).GET("/v1/me");
  if (options.json) terminal.print(JSON.stringify(me, null, 2));
  else {
    terminal.print(`${me.kind} ${me.email ?? me.id}${me.admin ? " (admin)" : ""}`);
    for (const { team, role } of me.teams) terminal.print(`  ${team}: ${role}`);
  }
  return EXIT.done;
};
