import { readFileSync } from 'node:fs';
import type { Locale } from '@jiceng/kernel';
import * as z from 'zod';
import { accountOf, type Account } from './account.ts';
import { readCase } from './case-file.ts';

export const caseText = readFileSync(new URL('../data/case.json', import.meta.url), 'utf8');

export const theCase = (lang: Locale = 'zh-CN'): Account => accountOf(readCase(caseText, lang));

const Loose = z.looseObject({ facts: z.array(z.looseObject({ type: z.string(), kind: z.string().optional() })) });
type LooseFact = z.infer<typeof Loose>['facts'][number];

/** The case told otherwise: facts changed, or left out by answering nothing. */
export function retold(change: (fact: LooseFact) => LooseFact | undefined, more: object = {}): string {
  const file = Loose.parse(JSON.parse(caseText));
  return JSON.stringify({ ...file, ...more, facts: file.facts.flatMap((fact) => change(fact) ?? []) });
}
