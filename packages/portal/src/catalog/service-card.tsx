import type { CatalogService } from "../api/resources.ts";
import { TextLink } from "../ui/links.tsx";
import { ServiceFace } from "./service-face.tsx";

/** Leads to the service's page. */
export const ServiceCard = ({ service }: { service: CatalogService }) => (
  <ServiceFace service={service}>
    <TextLink to="/catalog/$service" params={{ service: service.slug }}>
      {service.name}
    </TextLink>
  </ServiceFace>
);
