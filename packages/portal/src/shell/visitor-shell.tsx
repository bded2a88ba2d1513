import { Button } from "@mantine/core";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { portalConfig } from "../api/connection.ts";
import { useSession } from "../session/session-context.tsx";
import { texts } from "../texts/texts.ts";
import { Brand } from "../ui/brand.tsx";
import classes from "./shell.module.css";
import { SkipLink } from "./skip-link.tsx";

/** Addresses that are shown to people who have not signed in; the catalogue's where the stage wants it. */
export const isForVisitors = (path: string): boolean =>
  /^\/help(?:\/|$)/.test(path) || (portalConfig().publicCatalog && /^\/catalog(?:\/|$)/.test(path));

export const VisitorShell = () => {
  const session = useSession();
  const path = useRouterState({ select: ({ location }) => location.href });
  return (
    <div className={classes["visitor"]}>
      <SkipLink className={classes["skip"]} />
      <header className={classes["header"]}>
        <Link to="/catalog" className={classes["brand"]}>
          <Brand />
        </Link>
        <Button onClick={() => void session.signIn(path)}>{texts.session.signIn}</Button>
      </header>
      <main id="main" tabIndex={-1} className={classes["main"]}>
        <Outlet />
      </main>
    </div>
  );
};
