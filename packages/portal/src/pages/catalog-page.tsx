import { Button, Skeleton, VisuallyHidden } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import classes from "../catalog/catalog.module.css";
import { CatalogFilters } from "../catalog/catalog-filters.tsx";
import { catalogQuery } from "../catalog/catalog-queries.ts";
import { ServiceCard } from "../catalog/service-card.tsx";
import { whole } from "../formats/whole.ts";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ButtonLink } from "../ui/links.tsx";
import { Page } from "../ui/page.tsx";
import { QueryView } from "../ui/query-view.tsx";

export const CatalogPage = () => {
  const search = useSearch({ from: "/catalog" });
  const query = useInfiniteQuery({ ...catalogQuery(search), placeholderData: keepPreviousData });
  const isFiltered = Object.keys(search).length > 0;
  return (
    <Page title={texts.catalog.title} lead={texts.catalog.lead}>
      <CatalogFilters search={search} />
      <VisuallyHidden role="status">
        {isFiltered && query.data !== undefined && !query.isPlaceholderData
          ? texts.ui.found(query.data.length, whole(query.data.length), query.hasNextPage)
          : ""}
      </VisuallyHidden>
      <QueryView query={query} skeleton={<Cards />}>
        {(services) =>
          services.length === 0 ? (
            isFiltered ? (
              <NoMatch />
            ) : (
              <Nothing />
            )
          ) : (
            <ul className={classes["cards"]}>
              {services.map((service) => (
                <li key={service.id}>
                  <ServiceCard service={service} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      {query.hasNextPage ? (
        <Button
          variant="default"
          mt="md"
          loading={query.isFetchingNextPage}
          onClick={() => query.fetchNextPage()}
        >
          {texts.ui.more}
        </Button>
      ) : null}
    </Page>
  );
};

const NoMatch = () => (
  <EmptyState
    title={texts.catalog.noMatch}
    lead={texts.catalog.noMatchLead}
    action={
      <ButtonLink to="/catalog" search={{}} variant="default">
        {texts.catalog.clear}
      </ButtonLink>
    }
  />
);

const Nothing = () => (
  <EmptyState
    title={texts.catalog.nothing}
    lead={texts.catalog.nothingLead}
    action={<ButtonLink to="/services">{texts.catalog.publish}</ButtonLink>}
  />
);

const Cards = () => (
  <div className={classes["cards"]} role="status" aria-label={texts.ui.loading}>
    <Skeleton height={150} />
    <Skeleton height={150} />
    <Skeleton height={150} />
  </div>
);
