import type { PlatformWork } from "@latchkey/core/platform/work";
import { decidePublication, PublicationDecision } from "@latchkey/core/publication/decide-publication";
import { changeService } from "@latchkey/core/service/change-service";
import { createService } from "@latchkey/core/service/create-service";
import { deleteService } from "@latchkey/core/service/delete-service";
import { listServices, readService } from "@latchkey/core/service/read-service";
import { NewService, ServicePatch } from "@latchkey/core/service/service-input";
import { operation, type Params, reading, resource } from "../http/operation.ts";
import { removal } from "../http/removal.ts";
import { sortBy } from "../http/sorted-list.ts";
import { searchedTeamList } from "../http/team-list.ts";
import { announcementsOperations } from "./announcements-operations.ts";
import { listServiceTools } from "./service-tools.ts";
import { ServiceView, serviceView } from "./service-view.ts";

const readAgain = async (work: PlatformWork, { service = "" }: Params) =>
  resource(serviceView(await readService(work, service)));

/** The orders of a list of services. */
export const ServiceSort = sortBy("name", "created");

export const servicesOperations = {
  createService: operation({
    summary: "Make a service: a draft unless its status says otherwise.",
    body: NewService,
    answer: ServiceView,
    status: 201,
    handle: async (work, { body }) => resource(serviceView(await createService(work, body)), 201),
    replay: readAgain,
  }),
  listServices: searchedTeamList({
    summary: "The services of the caller's teams.",
    item: ServiceView,
    read: listServices,
    sort: ServiceSort,
    view: serviceView,
  }),
  readService: reading("A service in full, for its own team.", ServiceView, readAgain),
  changeService: operation({
    summary: "Change a service. Its slug, team and kind stay.",
    body: ServicePatch,
    answer: ServiceView,
    handle: async (work, { params, body }) =>
      resource(serviceView(await changeService(work, params["service"] ?? "", body))),
  }),
  listServiceTools,
  decidePublication: operation({
    summary: "Agree that other teams see a service, or not; for platform admins.",
    body: PublicationDecision,
    answer: ServiceView,
    handle: async (work, { params, body }) =>
      resource(serviceView(await decidePublication(work, { service: params["service"] ?? "", ...body }))),
    replay: readAgain,
  }),
  ...announcementsOperations,
  deleteService: removal({
    summary: "Delete a service without living subscriptions. Its slug is never given again.",
    remove: (work, params) => deleteService(work, params["service"] ?? ""),
  }),
};
