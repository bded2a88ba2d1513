import { Argument, type Command } from "commander";
import { EXIT, type ExitCode } from "../command-line/exit-code.ts";
import type { Terminal } from "../command-line/terminal.ts";

const SHELLS = ["bash", "zsh", "fish"] as const;
type Shell = (typeof SHELLS)[number];

const DESCRIPTION = `prints what completes commands and options in a shell

bash: eval "$(latchkey completion bash)"   zsh: eval "$(latchkey completion zsh)"   fish: latchkey completion fish | source`;

export const addCompletion = (program: Command, terminal: Terminal, end: (code: ExitCode) => void): void => {
  program
    .command("completion")
    .description(DESCRIPTION)
    .addArgument(new Argument("<shell>", "the shell").choices(SHELLS))
    .action((shell: Shell) => {
      terminal.print(SCRIPTS[shell](wordsOf(program)));
      end(EXIT.done);
    });
};

/** What may follow each command, by the words before it. Names of commands and options alone: no quoting is needed. */
const wordsOf = (command: Command, before = ""): Map<string, string[]> => {
  const own = [
    ...command.commands.map((each) => each.name()),
    ...command.options.map(({ long }) => long ?? "").filter((long) => long !== ""),
    "--help",
  ];
  return new Map([
    [before, own],
    ...command.commands.flatMap((each) => [...wordsOf(each, `${before} ${each.name()}`.trim())]),
  ]);
};

const cases = (words: ReadonlyMap<string, readonly string[]>): string =>
  [...words].map(([before, after]) => `    "${before}") words="${after.join(" ")}" ;;`).join("\n");

const SCRIPTS: Readonly<Record<Shell, (words: ReadonlyMap<string, readonly string[]>) => string>> = {
  bash: (words) => `_latchkey() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="" word words=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) before="\${before:+$before }$word" ;; esac
  done
  case "$before" in
${cases(words)}
    *) return ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _latchkey latchkey`,
  zsh: (words) => `#compdef latchkey
_latchkey() {
  local before="" word words_=""
  for word in "\${words[@]:1:$((CURRENT - 2))}"; do
    case "$word" in -*) ;; *) before="\${before:+$before }$word" ;; esac
  done
  case "$before" in
${cases(words).replaceAll("words=", "words_=")}
    *) _files; return ;;
  esac
  compadd -- \${=words_}
}
compdef _latchkey latchkey`,
  fish: (words) =>
    [
      "function __latchkey_before",
      "  set -l before (string match -v -- '-*' (commandline -opc)[2..-1])",
      '  test "$before" = "$argv[1]"',
      "end",
      ...[...words].map(
        ([before, after]) =>
          `complete -c latchkey -n '__latchkey_before "${before}"' -f -a "${after.join(" ")}"`,
      ),
    ].join("\n"),
};
