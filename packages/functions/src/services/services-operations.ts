import type { PlatformWork } from "@latchkey/core/platform/work";
import { decidePublication, PublicationDecision } from "@latchkey/core/publication/decide-publication";
import { changeService } from "@latchkey/core/service/change-service";
import { createService } from "@latchkey/core/service/create-service";
import { deleteService } from "@latchkey/core/service/delete-service";
import { listServices, readService } from "@latchkey/core/service/read-service";
import { NewService, ServicePatch } from "@latchkey/core/service/service-input";
import {
  list,
  noContent,
  operation,
  type Params,
  pageOf,
  resource,
  TeamQuery,
  teamFilter,
} from "../http/operation.ts";
import { PageAnswer } from "../http/page-answer.ts";
import { ServiceView, serviceView } from "./service-view.ts";

const readAgain = async (work: PlatformWork, { service = "" }: Params) =>
  resource(serviceView(await readService(work, service)));

export const servicesOperations = {
  createService: operation({
    summary: "Make a service: a draft unless its status says otherwise.",
    body: NewService,
    answer: ServiceView,
    status: 201,
    handle: async (work, { body }) => resource(serviceView(await createService(work, body)), 201),
    replay: readAgain,
  }),
  listServices: operation({
    summary: "The services of the caller's teams.",
    query: TeamQuery,
    answer: PageAnswer(ServiceView),
    handle: async (work, { query }) =>
      list(await listServices(work, teamFilter(query), pageOf(query)), serviceView),
  }),
  readService: operation({
    summary: "A service in full, for its own team.",
    answer: ServiceView,
    handle: (work, { params }) => readAgain(work, params),
  }),
  changeService: operation({
    summary: "Change a service. Its slug, team and kind stay.",
    body: ServicePatch,
    answer: ServiceView,
    handle: async (work, { params, body }) =>
      resource(serviceView(await changeService(work, params["service"] ?? "", body))),
  }),
  decidePublication: operation({
    summary: "Agree that other teams see a service, or not; for platform admins.",
    body: PublicationDecision,
    answer: ServiceView,
    handle: async (work, { params, body }) =>
      resource(serviceView(await decidePublication(work, params["service"] ?? "", body))),
    replay: readAgain,
  }),
  deleteService: operation({
    summary: "Delete a service without living subscriptions. Its slug is never given again.",
    status: 204,
    handle: async (work, { params }) => {
      await deleteService(work, params["service"] ?? "");
      return noContent;
    },
  }),
};
