import { lazyRouteComponent } from "@tanstack/react-router";
import { isReachable, Unreachable } from "./load-failure.ts";

/**
 * A page that is loaded when it is gone to. The router loads everything again where a part is lost, as after a deploy; while
 * the server is away that would leave nothing to go on from, so then the page says so.
 */
export const lazyPage: typeof lazyRouteComponent = (load, name) =>
  lazyRouteComponent(
    () =>
      load().catch(async (error: unknown) => {
        throw (await isReachable()) ? error : new Unreachable("unreachable", { cause: error });
      }),
    name,
  );
