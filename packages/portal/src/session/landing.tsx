import { Button, Text, Title } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { Brand } from "../ui/brand.tsx";
import { ProblemPanel } from "../ui/problem-panel.tsx";
import classes from "./landing.module.css";
import { useSignIn } from "./use-sign-in.ts";

/** The page for people who have not signed in, at every address; signing in leads back to that address. */
export const Landing = ({ problem }: { problem?: unknown }) => {
  const { signIn, busy, error } = useSignIn(problem);
  return (
    <main className={classes["landing"]} id="main">
      <div className={classes["brand"]}>
        <Brand />
      </div>
      <Title order={1}>{texts.session.headline}</Title>
      <Text size="lg" c="dimmed">
        {texts.session.lead}
      </Text>
      {error ? (
        <div>
          <Text fw={600}>{texts.session.failed}</Text>
          <ProblemPanel error={error} />
        </div>
      ) : null}
      <Button size="md" onClick={signIn} loading={busy} className={classes["button"] ?? ""}>
        {texts.session.signIn}
      </Button>
      <ol className={classes["steps"]}>
        {texts.session.steps.map(([title, text]) => (
          <li key={title}>
            <strong>{title}</strong>
            <Text c="dimmed" size="sm">
              {text}
            </Text>
          </li>
        ))}
      </ol>
    </main>
  );
};
