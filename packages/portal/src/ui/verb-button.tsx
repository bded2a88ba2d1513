import { ConfirmButton } from "./confirm-button.tsx";

/** The button's words, and what will happen. */
type Words<Verb extends string> = Record<Verb | `${Verb}Lead`, string>;
/** The question. */
type Titles<Verb extends string> = Record<`${Verb}Title`, (name: string) => string>;

interface VerbButtonProps<Verb extends string> {
  texts: Words<Verb> & Titles<Verb>;
  verb: Verb;
  /** Of what it is done to. */
  name: string;
  size?: "xs" | "sm";
  onConfirm: () => Promise<unknown>;
}

/** A button that asks before it does what its verb says. */
export const VerbButton = <Verb extends string>({ texts, verb, name, ...button }: VerbButtonProps<Verb>) => {
  const titles: Titles<Verb> = texts;
  const words: Words<Verb> = texts;
  return (
    <ConfirmButton {...button} title={titles[`${verb}Title`](name)} action={words[verb]}>
      {words[`${verb}Lead`]}
    </ConfirmButton>
  );
};
