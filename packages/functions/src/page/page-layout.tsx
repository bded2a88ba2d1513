import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { stageBrand } from "../composition/stage-brand.ts";
import { PAGE_STYLE } from "./page-style.ts";

/** A whole page. React escapes every text; nothing in `children` may set HTML of its own. */
export const renderPage = (heading: string, children: ReactNode): string =>
  `<!DOCTYPE html>${renderToStaticMarkup(
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {/* Some telephones make links of what only looks like a number or an address. */}
        <meta name="format-detection" content="telephone=no, date=no, email=no, address=no, url=no" />
        <title>{`${heading} – ${stageBrand().name}`}</title>
        <style>{PAGE_STYLE}</style>
      </head>
      <body>
        <main>
          <p className="brand">{stageBrand().name}</p>
          <h1>{heading}</h1>
          {children}
        </main>
      </body>
    </html>,
  )}`;
