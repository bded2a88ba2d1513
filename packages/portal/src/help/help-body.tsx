import { Link } from "@tanstack/react-router";
import { createElement, type ReactNode } from "react";
import type { HelpAttributes, HelpNode } from "../help-pages/help-page.ts";
import { texts } from "../texts/texts.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import classes from "./help.module.css";

/** A page as elements. It is the project's own text, and still becomes elements only, never HTML. */
export const HelpBody = ({ body }: { body: readonly HelpNode[] }) => (
  <div className={classes["body"]}>{body.map(shown)}</div>
);

const shown = (node: HelpNode, key: number): ReactNode => {
  if (typeof node === "string") return node;
  const [tag, attributes, ...children] = node;
  if (tag === "a") return <HelpLink key={key} href={attributes["href"] ?? ""} parts={children} />;
  if (tag === "pre") return <Code key={key} parts={children} />;
  if (tag === "table")
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      <div key={key} className={classes["table"]} tabIndex={0}>
        <table>{children.map(shown)}</table>
      </div>
    );
  if (/^h[23]$/.test(tag)) return <Heading key={key} tag={tag} attributes={attributes} parts={children} />;
  const { language: _language, ...kept } = attributes;
  return createElement(tag, { key, ...kept }, ...(children.length === 0 ? [] : [children.map(shown)]));
};

interface Parts {
  parts: readonly HelpNode[];
}

const HelpLink = ({ href, parts }: Parts & { href: string }) => {
  const [, page, hash] = /^\/help\/([\w-]+)(?:#(.+))?$/.exec(href) ?? [];
  return page === undefined ? (
    <a href={href} rel="noopener noreferrer" target="_blank">
      {parts.map(shown)}
    </a>
  ) : (
    <Link to="/help/$page" params={{ page }} {...(hash === undefined ? {} : { hash })}>
      {parts.map(shown)}
    </Link>
  );
};

const Heading = ({
  tag,
  attributes: { id = "" },
  parts,
}: Parts & { tag: string; attributes: HelpAttributes }) =>
  createElement(
    tag,
    { id, className: classes["heading"] },
    parts.map(shown),
    <a href={`#${id}`} className={classes["anchor"]} aria-label={texts.help.linkTo(textOf(parts))}>
      #
    </a>,
  );

/** As one text, to be copied. */
const Code = ({ parts }: Parts) => {
  const [code] = parts;
  const language = typeof code === "string" ? undefined : code?.[1]["language"];
  return <CodeBlock label={language ?? texts.help.code} code={textOf(parts).replace(/\n$/, "")} />;
};

const textOf = (parts: readonly HelpNode[]): string =>
  parts.map((part) => (typeof part === "string" ? part : textOf(part.slice(2) as HelpNode[]))).join("");
