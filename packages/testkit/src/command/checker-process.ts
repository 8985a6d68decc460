import { isJicengError, type StoreInfo, type Words } from '@jiceng/kernel';
import type { ContractLevel, StoreFactory } from '../contract/contract-case.ts';
import type { CaseReport, LeftOutCase } from '../conformance/report.ts';
import { storeConformance, type ConformanceOptions } from '../conformance/store-conformance.ts';
import { loadFactory } from './factory-module.ts';

/** How the program is told that it is to check, and to tell another process what it finds. */
export const checkingRole = '--as-checker';

/** What a process that checks is to do. */
export interface CheckTask {
  readonly module: string;
  readonly exportName?: string;
  readonly options: ConformanceOptions & { readonly seed: number };
  /** Cases that another process has dealt with before. */
  readonly done: readonly string[];
}

/** What it tells, in this order; between them it may end at any moment. */
export type CheckMessage =
  | { readonly type: 'refused'; readonly words: Words }
  | {
      readonly type: 'loaded';
      readonly declared: ContractLevel;
      readonly cases: readonly string[];
      readonly notRun: readonly LeftOutCase[];
    }
  | { readonly type: 'began'; readonly id: string; readonly limitMs: number }
  | { readonly type: 'ended'; readonly report: CaseReport; readonly store?: StoreInfo }
  | { readonly type: 'done' };

/** A factory of level `crash` that does not say how another process is started gets the module it came from. */
function withWriter(factory: StoreFactory, module: string, exportName: string): StoreFactory {
  if (factory.writer !== undefined || factory.level !== 'crash') return factory;
  const { openAt } = factory;
  return {
    level: factory.level,
    ...(factory.joins === undefined ? {} : { joins: factory.joins }),
    create: () => factory.create(),
    ...(openAt === undefined ? {} : { openAt: (address) => openAt.call(factory, address) }),
    writer: { module, exportName },
  };
}

/** Loads the module and runs its cases one after another, telling what comes of each as soon as it is known. */
export async function runChecker(task: CheckTask, tell: (message: CheckMessage) => Promise<void>): Promise<void> {
  try {
    const { factory, exportName } = await loadFactory(task.module, task.exportName);
    const conformance = storeConformance(withWriter(factory, task.module, exportName), task.options);
    const { cases, notRun } = conformance;
    const ids = cases.map(({ id }) => id);
    await tell({ type: 'loaded', declared: factory.level, cases: ids, notRun });
    for (const one of cases) {
      if (task.done.includes(one.id)) continue;
      await tell({ type: 'began', id: one.id, limitMs: one.limitMs });
      // What it threw stands in the report.
      await Promise.allSettled([one.run()]);
      const { cases: ended, store } = conformance.report();
      const report = ended.at(-1);
      if (report !== undefined) await tell({ type: 'ended', report, ...(store === undefined ? {} : { store }) });
    }
    await tell({ type: 'done' });
  } catch (error) {
    const text = String(error);
    await tell({ type: 'refused', words: isJicengError(error) ? error.words : { 'zh-CN': text, en: text } });
  }
}
