import { Text } from "@mantine/core";
import ReactMarkdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { texts } from "../texts/texts.ts";
import classes from "./markdown.module.css";

const PLUGINS = [remarkGfm];

/**
 * A provider's words, in GitHub's Markdown. They become elements, never HTML; addresses other than http, https and mailto are dropped by
 * the library. Headings begin below the page's own, and pictures are links: another site would see who reads.
 */
const Markdown = ({ text }: { text: string }) => (
  <div className={classes["markdown"]} dir="auto">
    <ReactMarkdown
      remarkPlugins={PLUGINS}
      components={{
        h1: "h2",
        h2: "h3",
        h3: "h4",
        h4: "h5",
        h5: "h6",
        a: ({ href, children }) => (
          <a href={href} rel="noopener noreferrer nofollow" target="_blank">
            {children}
          </a>
        ),
        img: ({ src, alt = "" }) =>
          typeof src === "string" && /^https?:/.test(src) ? (
            <a href={src} rel="noopener noreferrer nofollow" target="_blank">
              {texts.catalog.picture(alt)}
            </a>
          ) : (
            <Text span>{texts.catalog.picture(alt)}</Text>
          ),
        table: ({ children }) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <div className={classes["table"]} tabIndex={0}>
            <table>{children}</table>
          </div>
        ),
        // Of a list of tasks: to be read, not to be ticked.
        input: ({ checked }) => <span>{checked ? "☑" : "☐"}</span>,
        pre: ({ children }) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <pre tabIndex={0}>{children}</pre>
        ),
      }}
    >
      {text}
    </ReactMarkdown>
  </div>
);

export default Markdown;
