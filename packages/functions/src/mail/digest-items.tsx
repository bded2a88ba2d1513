import { Link } from "@react-email/link";
import { Text } from "@react-email/text";
import { type CSSProperties, Fragment } from "react";
import type { MailContent } from "./mail-content.ts";
import { factText, plainLine } from "./plain-words.ts";

/** What a digest lists, each with the address of its page. */
export const DigestItems = ({ of }: { of: NonNullable<MailContent["items"]> }) =>
  of.map(({ id, line, time, facts = [], text, quote, address }) => (
    <Text key={id} dir="auto" style={item}>
      <strong>{plainLine(line)}</strong>
      <br />
      {time}
      <br />
      {facts.map((fact) => (
        <Fragment key={fact.label}>
          {fact.label}: {factText(fact)}
          <br />
        </Fragment>
      ))}
      {plainLine(text)}
      {quote !== undefined && (
        <>
          <br />“{plainLine(quote)}”
        </>
      )}
      {address !== undefined && (
        <>
          <br />
          <Link className="link" href={address} style={link}>
            {address}
          </Link>
        </>
      )}
    </Text>
  ));

const item: CSSProperties = {
  fontSize: "14px",
  lineHeight: "20px",
  margin: "0 0 16px",
  overflowWrap: "anywhere",
};
const link: CSSProperties = { color: "#0b57c2", overflowWrap: "anywhere", wordBreak: "break-all" };
