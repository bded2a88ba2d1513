import type { Brand } from "@latchkey/core/stage/brand";
import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Hr } from "@react-email/hr";
import { Html } from "@react-email/html";
import { Link } from "@react-email/link";
import { Preview } from "@react-email/preview";
import { Section } from "@react-email/section";
import { Text } from "@react-email/text";
import type { CSSProperties } from "react";
import { DigestItems } from "./digest-items.tsx";
import { ANSWERS, type Fact, type MailContent } from "./mail-content.ts";
import { factText, plainLine, unlinked } from "./plain-words.ts";

/** The one look of all mails. Everything but the buttons and our own address is shown so that no link comes of it. */
export const MailLayout = ({ content, brand }: { content: MailContent; brand: Brand }) => (
  <Html lang="en">
    <Head>
      <title>{plainLine(content.subject.line)}</title>
      {/* iOS makes links of numbers, dates and addresses by itself. */}
      <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      <style>{DARK}</style>
    </Head>
    <Preview>{plainLine(content.preview)}</Preview>
    <Body className="page" style={page}>
      <Container
        className="card"
        style={{ ...card, ...(brand.color ? { borderTop: `4px solid ${brand.color}` } : {}) }}
      >
        <Text className="quiet" style={{ ...brandName, ...(brand.color ? { color: brand.color } : {}) }}>
          {brand.name}
        </Text>
        <Heading as="h1" style={heading}>
          {plainLine(content.heading)}
        </Heading>
        <Paragraphs of={content.opening} />
        {content.facts.length > 0 && <Facts of={content.facts} />}
        {content.items && <DigestItems of={content.items} />}
        {content.answers && <Answers of={content.answers} />}
        {content.quote && <Quote {...content.quote} />}
        {content.buttons && <Buttons of={content.buttons} />}
        {content.endpoint && (
          <Text className="quiet" style={small}>
            {content.endpoint.label}
            <br />
            {content.endpoint.href}
          </Text>
        )}
        {content.address && <OwnAddress {...content.address} />}
        <Paragraphs of={content.closing} />
        <Hr className="rule" style={rule} />
        <Text className="quiet" style={small}>
          {plainLine(content.why)}
        </Text>
        {content.unsubscribe && <OwnAddress {...content.unsubscribe} />}
      </Container>
    </Body>
  </Html>
);

const OwnAddress = ({ label, href }: { label: string; href: string }) => (
  <Text className="quiet" style={small}>
    {label}
    <br />
    <Link className="link" href={href} style={address}>
      {href}
    </Link>
  </Text>
);

const Paragraphs = ({ of }: { of: readonly string[] }) =>
  of.map((each) => (
    <Text key={each} style={paragraph}>
      {plainLine(each)}
    </Text>
  ));

const Facts = ({ of }: { of: readonly Fact[] }) => (
  <table role="presentation" cellPadding={0} cellSpacing={0} style={{ width: "100%", margin: "16px 0" }}>
    <tbody>
      {of.map((fact) => (
        <tr key={fact.label}>
          <td className="quiet" style={term}>
            {fact.label}
          </td>
          <td style={definition} dir="auto">
            {factText(fact)}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Quote = ({ label, text }: { label: string; text: string }) => (
  <Section className="quote" style={quote}>
    <Text className="quiet" dir="auto" style={{ ...small, margin: 0 }}>
      {label}
    </Text>
    <Text dir="auto" style={{ ...paragraph, margin: "4px 0 0", whiteSpace: "pre-wrap" }}>
      {text === "" ? "None." : unlinked(text)}
    </Text>
  </Section>
);

const Answers = ({ of }: { of: NonNullable<MailContent["answers"]> }) => (
  <>
    <Text style={paragraph}>{ANSWERS}:</Text>
    {of.map(({ name, label, text }) => (
      <Quote key={name} label={plainLine(label)} text={text} />
    ))}
  </>
);

const Buttons = ({ of }: { of: NonNullable<MailContent["buttons"]> }) => (
  <Section style={{ margin: "24px 0 8px" }}>
    {of.map(({ label, href, tone }) => (
      <Button key={label} href={href} style={{ ...button, backgroundColor: TONES[tone] }}>
        {label}
      </Button>
    ))}
  </Section>
);

/** White on either of them has a contrast of more than 5 to 1 (WCAG 2.2 asks for 4.5). */
const TONES = { good: "#15693a", bad: "#a3262a" } as const;

/** The page's own table cell carries its colours inline; mail programs without media queries stay light. */
const DARK = `@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background-color: #15181c !important; }
  .page td { color: #e8eaed !important; }
  .page .card { background-color: #1f2429 !important; border-color: #3a4149 !important; }
  .page .quiet { color: #b3bac2 !important; }
  .page .quote { background-color: #2a3037 !important; border-color: #6b7683 !important; }
  .page .rule { border-color: #3a4149 !important; }
  .page .link { color: #8ab8ff !important; }
}`;

const page: CSSProperties = {
  backgroundColor: "#f3f4f6",
  color: "#1d2126",
  fontFamily: "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
  margin: 0,
  padding: "16px 8px",
};
const card: CSSProperties = {
  backgroundColor: "#ffffff",
  border: "1px solid #d8dce1",
  borderRadius: "8px",
  maxWidth: "560px",
  padding: "24px",
};
const brandName: CSSProperties = { color: "#59616b", fontSize: "14px", fontWeight: 600, margin: 0 };
const heading: CSSProperties = { fontSize: "22px", lineHeight: "28px", margin: "8px 0 16px" };
const paragraph: CSSProperties = {
  fontSize: "16px",
  lineHeight: "24px",
  margin: "0 0 12px",
  overflowWrap: "anywhere",
};
const small: CSSProperties = { color: "#59616b", fontSize: "14px", lineHeight: "20px", margin: "0 0 12px" };
const term: CSSProperties = {
  color: "#59616b",
  fontSize: "14px",
  lineHeight: "20px",
  padding: "4px 16px 4px 0",
  verticalAlign: "top",
  width: "96px",
};
const definition: CSSProperties = {
  fontSize: "16px",
  lineHeight: "20px",
  overflowWrap: "anywhere",
  padding: "4px 0",
  wordBreak: "break-word",
};
const quote: CSSProperties = {
  backgroundColor: "#f3f4f6",
  borderLeft: "4px solid #9aa3ad",
  margin: "16px 0",
  padding: "12px 16px",
};
const button: CSSProperties = {
  borderRadius: "6px",
  color: "#ffffff",
  fontSize: "16px",
  fontWeight: 600,
  margin: "0 12px 12px 0",
  padding: "14px 28px",
  textAlign: "center",
};
const address: CSSProperties = { color: "#0b57c2", overflowWrap: "anywhere", wordBreak: "break-all" };
const rule: CSSProperties = { borderColor: "#d8dce1", margin: "24px 0 16px" };
