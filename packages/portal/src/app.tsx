import "./theme/mantine-styles.ts";
import "./theme/theme.gen.css";
import "./theme/tokens.css";
import "./index.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { connect } from "./api/connection.ts";
import { createQueryClient } from "./api/query-client.ts";
import type { Session } from "./api/session.ts";
import { loadPortalConfig, type PortalBrand } from "./config/portal-config.ts";
import { createPortalRouter } from "./router.tsx";
import { openOidcSession } from "./session/oidc-session.ts";
import { SessionContext } from "./session/session-context.tsx";
import { isLoadFailure } from "./shell/load-failure.ts";
import { texts } from "./texts/texts.ts";
import { wearBrand } from "./theme/brand-shades.ts";
import { theme } from "./theme/theme.ts";

/** Where the issuer sends people back to; the code leaves the address before anything else happens. */
const comeBack = async (session: Session): Promise<unknown> => {
  if (window.location.pathname !== "/signed-in") return undefined;
  try {
    window.history.replaceState(null, "", await session.complete());
    return undefined;
  } catch (error) {
    window.history.replaceState(null, "", "/");
    return error;
  }
};

const wear = ({ color, mark }: PortalBrand): void => {
  if (color !== undefined) wearBrand(color, document.documentElement.style);
  const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  if (mark === undefined || icon === null) return;
  icon.removeAttribute("type");
  icon.href = mark;
};

const show = async (element: HTMLElement): Promise<void> => {
  const config = await loadPortalConfig();
  wear(config.brand);
  const session = await openOidcSession(config);
  connect(config, session);
  const problem = await comeBack(session);
  const router = createPortalRouter(problem);
  createRoot(element).render(
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={createQueryClient()}>
        <SessionContext value={session}>
          <RouterProvider router={router} />
        </SessionContext>
      </QueryClientProvider>
    </MantineProvider>,
  );
};

/** Shows the portal in the page's root, or why it cannot be shown, and a way to try again. */
export const start = (root: HTMLElement): Promise<void> =>
  show(root).catch((error: unknown) => {
    const why = document.createElement("p");
    why.setAttribute("role", "alert");
    const said = error instanceof Error ? error.message : String(error);
    why.textContent = isLoadFailure(error)
      ? `${texts.problem.unreachable}. ${texts.problem.unreachableLead}`
      : `${texts.problem.noConfig}: ${said}`;
    const again = document.createElement("button");
    again.textContent = texts.ui.tryAgain;
    again.addEventListener("click", () => window.location.reload());
    root.replaceChildren(why, again);
  });
