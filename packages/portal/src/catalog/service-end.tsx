import { useQuery } from "@tanstack/react-query";
import { catalogServiceQuery } from "./catalog-queries.ts";
import { DeprecationNote } from "./deprecation-note.tsx";

/** That a service ends, where only its slug is known; nothing while, or where, the catalogue does not show it. */
export const ServiceEnd = ({ slug }: { slug: string }) => {
  const { data } = useQuery(catalogServiceQuery(slug));
  return data ? <DeprecationNote service={data} /> : null;
};
