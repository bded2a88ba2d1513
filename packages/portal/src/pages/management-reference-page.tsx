import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { portalConfig } from "../api/connection.ts";
import { documentQuery } from "../api/features.ts";
import { texts } from "../texts/texts.ts";
import { TextLink } from "../ui/links.tsx";
import { Page } from "../ui/page.tsx";
import { QueryView, Waiting } from "../ui/query-view.tsx";

const ApiReference = lazy(() => import("../reference/api-reference.tsx"));

/** The management API's own document, which it answers to anybody. */
export const ManagementReferencePage = () => (
  <Page
    title={texts.help.api}
    lead={texts.help.apiLead}
    above={<TextLink to="/help">{texts.help.title}</TextLink>}
  >
    <QueryView query={useQuery(documentQuery)}>
      {(document) => (
        <Suspense fallback={<Waiting />}>
          <ApiReference document={document} address={portalConfig().controlUrl} />
        </Suspense>
      )}
    </QueryView>
  </Page>
);
