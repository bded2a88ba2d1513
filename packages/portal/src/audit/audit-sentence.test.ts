import { describe, expect, it } from "vitest";
import type { AuditEntry } from "../api/resources.ts";
import { words as chinese } from "../texts/chinese.ts";
import { english } from "../texts/english.ts";
import { words as german } from "../texts/german.ts";
import { sentenceOf, textOf } from "./audit-sentence.ts";

const names = { targets: new Map([["credential/crd_1", "main"]]), actors: new Map([["con_1", "Deploys"]]) };
const said = (action: string, actor: string, target: string) =>
  textOf(sentenceOf({ action: action as AuditEntry["action"], actor, target }, names));

/** By action, actor and target. */
const SENTENCES = {
  "credential.rotated ada@example.com credential/crd_1": "ada@example.com rotated the secret of main",
  "consumer.suspended con_1 consumer/con_2": "Deploys suspended the consumer con_2",
  "subscription.approved rule:2 subscription/sub_1": "Approval rule 2 approved the subscription to sub_1",
  "subscription.expired system subscription/sub_1": "The subscription to sub_1 expired",
  "member.created con_1 member/apps/bob@example.com": "Deploys added bob@example.com to the team",
  "issuer.created con_1 issuer/https://id.example/a": "Deploys named the issuer https://id.example/a first",
  "something.older ada@example.com thing/1": "ada@example.com: something.older 1",
  "constructor constructor thing/1": "constructor: constructor 1",
  "team.changed {what} team/{who}": "{what} changed the team {who}",
};

describe("an entry of the audit as a sentence", () => {
  it.each(Object.entries(SENTENCES))("%s", (entry, sentence) => {
    const [action = "", actor = "", target = ""] = entry.split(" ");
    expect(said(action, actor, target)).toBe(sentence);
  });

  it.each(Object.entries({ en: english, de: german, "zh-CN": chinese }))(
    "names what it is about, and nothing else in braces: %s",
    (_language, words) => {
      for (const sentence of Object.values(words.audit?.did ?? {})) {
        expect(sentence).toContain("{what}");
        expect(sentence?.replace("{who}", "").replace("{what}", "")).not.toMatch(/[{}]/);
      }
    },
  );
});
