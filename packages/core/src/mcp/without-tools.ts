import { elementsOf, membersOf, type Span, skipSpace } from "../json/json-member.ts";

/** Byte order marks, which readers may skip (RFC 8259, section 8.1). */
const MARKS = /^\uFEFF*/;

/**
 * The text of an answer, without the tools that are not shown: those of every `result.tools`, of one message or of each in a
 * batch. Every other byte stays. Nothing where it is no JSON.
 *
 * @param shows whether a tool of this name is shown; one without a name is not
 */
export const withoutTools = (answer: string, shows: (name: string) => boolean): string | undefined => {
  const [marks = ""] = MARKS.exec(answer) ?? [];
  const text = answer.slice(marks.length);
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const cuts = messagesIn(text)
    .flatMap((open) => valuesOf(text, open, "result"))
    .flatMap((open) => valuesOf(text, open, "tools", "["))
    .flatMap((open) => cutsOf(text, open, shows));
  let kept = marks;
  let from = 0;
  for (const { start, end } of cuts) {
    kept += text.slice(from, start);
    from = end;
  }
  return kept + text.slice(from);
};

/** Where the objects begin that are messages. */
const messagesIn = (text: string): number[] => {
  const open = skipSpace(text, 0);
  if (text[open] === "{") return [open];
  if (text[open] !== "[") return [];
  return elementsOf(text, open).flatMap(({ start }) => (text[start] === "{" ? [start] : []));
};

/** Where the values of a member of this name begin: of a name given twice, all of them. */
const valuesOf = (text: string, open: number, name: string, begins = "{"): number[] =>
  membersOf(text, open).flatMap((member) =>
    member.name === name && text[member.start] === begins ? [member.start] : [],
  );

/** What goes with each element that is not shown: the comma behind it, or of the last the one before. */
const cutsOf = (text: string, open: number, shows: (name: string) => boolean): Span[] => {
  const elements = elementsOf(text, open);
  const cuts: Span[] = [];
  let keptEnd: number | undefined;
  elements.forEach((element, index) => {
    const next = elements[index + 1];
    if (isShown(text, element, shows)) {
      keptEnd = element.end;
      return;
    }
    if (next) cuts.push({ start: element.start, end: next.start });
    else if (keptEnd === undefined) cuts.push({ start: element.start, end: element.end });
    else cuts.push({ start: keptEnd, end: element.end });
  });
  return joined(cuts);
};

/** Cuts that overlap at their ends are one. */
const joined = (cuts: readonly Span[]): Span[] => {
  const all: Span[] = [];
  for (const cut of cuts) {
    const last = all.at(-1);
    if (last && cut.start <= last.end) {
      last.start = Math.min(last.start, cut.start);
      last.end = cut.end;
    } else all.push({ ...cut });
  }
  return all;
};

const isShown = (text: string, { start, end }: Span, shows: (name: string) => boolean): boolean => {
  if (text[start] !== "{") return false;
  const names = membersOf(text, start).filter(({ name }) => name === "name");
  return (
    names.length > 0 &&
    names.every((member) => {
      const name: unknown = JSON.parse(text.slice(member.start, Math.min(member.end, end)));
      return typeof name === "string" && shows(name);
    })
  );
};
