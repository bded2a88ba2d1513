/** A text with its parts in backticks as code; nothing else of Markdown is read. */
export const InlineCode = ({ text }: { text: string }) =>
  text.split("`").map((part, at, all) =>
    // The last backtick of an odd number opens nothing.
    at % 2 === 1 && at < all.length - 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no other identity, and never move
      <code key={at}>{part}</code>
    ) : (
      `${at % 2 === 1 ? "`" : ""}${part}`
    ),
  );
