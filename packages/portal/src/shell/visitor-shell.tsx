import { Button } from "@mantine/core";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { useSession } from "../session/session-context.tsx";
import { texts } from "../texts/texts.ts";
import classes from "./shell.module.css";

/** Addresses that are shown to people who have not signed in. */
export const isForVisitors = (path: string): boolean => /^\/help(?:\/|$)/.test(path);

export const VisitorShell = () => {
  const session = useSession();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <div className={classes["visitor"]}>
      <a href="#main" className={classes["skip"]}>
        {texts.nav.skip}
      </a>
      <header className={classes["header"]}>
        <Link to="/catalog" className={classes["brand"]}>
          {texts.product}
        </Link>
        <Button variant="default" onClick={() => void session.signIn(path)}>
          {texts.session.signIn}
        </Button>
      </header>
      <main id="main" tabIndex={-1} className={classes["main"]}>
        <Outlet />
      </main>
    </div>
  );
};
