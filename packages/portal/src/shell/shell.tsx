import { Burger } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { Landing } from "../session/landing.tsx";
import { meQuery } from "../session/me-query.ts";
import { useSessionState } from "../session/session-context.tsx";
import { texts } from "../texts/texts.ts";
import { Brand } from "../ui/brand.tsx";
import { NoticeStack } from "../ui/notice-stack.tsx";
import { ProblemPanel } from "../ui/problem-panel.tsx";
import { UnsavedGuard } from "../ui/unsaved-guard.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { Navigation } from "./navigation.tsx";
import { PaletteOpener } from "./palette-opener.tsx";
import classes from "./shell.module.css";
import { SkipLink } from "./skip-link.tsx";
import { isForVisitors, VisitorShell } from "./visitor-shell.tsx";

// Dialogs are most of what is not needed to read the catalogue.
const SessionEnded = lazy(() => import("../session/session-ended.tsx"));
const NavigationDrawer = lazy(() => import("./navigation-drawer.tsx"));

export const Shell = ({ problem }: { problem?: unknown }) => {
  const state = useSessionState();
  const isOpen = useRouterState({ select: ({ location }) => isForVisitors(location.pathname) });
  if (state !== "signed-out") return <SignedInShell ended={state === "ended"} />;
  return isOpen ? <VisitorShell /> : <Landing problem={problem} />;
};

/** Much of each page waits for who one is: when that cannot be known, it is said instead of waiting on. */
const WhoIsUnknown = () => {
  const me = useQuery(meQuery);
  return me.error && !me.data ? <ProblemPanel error={me.error} onRetry={() => void me.refetch()} /> : null;
};

const SignedInShell = ({ ended }: { ended: boolean }) => {
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    setOpen(false);
    // Moves the focus of screen readers and keyboards to the new page, as loading a page would do.
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <div className={classes["shell"]}>
      <SkipLink className={classes["skip"]} />
      <header className={classes["header"]}>
        <Burger
          opened={open}
          onClick={() => setOpen(!open)}
          size="sm"
          aria-label={texts.nav.menu}
          aria-expanded={open}
          className={classes["burger"] ?? ""}
        />
        <Link to="/catalog" className={classes["brand"]}>
          <Brand />
        </Link>
        <PaletteOpener />
        <AccountMenu />
      </header>
      <nav className={classes["aside"]} aria-label={texts.nav.main}>
        <div>
          <Navigation />
        </div>
      </nav>
      {open ? (
        <Suspense>
          <NavigationDrawer onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
      <main id="main" ref={main} tabIndex={-1} className={classes["main"]}>
        <WhoIsUnknown />
        <Outlet />
      </main>
      <NoticeStack />
      <UnsavedGuard />
      {ended ? (
        <Suspense>
          <SessionEnded />
        </Suspense>
      ) : null}
    </div>
  );
};
