import { contractFor, type StoreFactory } from '@jiceng/testkit';
import { afterAll, expect, it } from 'vitest';

/** What an engine was asked, and kept. */
interface Asked {
  readonly engine: string;
  readonly level: string;
  kept: number;
  readonly all: number;
  readonly notRun: string;
}

const engineColumns = 42;

function printTable(asked: readonly Asked[]): void {
  const lines = asked.map(({ engine, level, kept, all, notRun }) => {
    const left = notRun === '' ? '' : `; not run: ${notRun}`;
    return `${engine.padEnd(engineColumns)} ${level.padEnd(10)} ${kept}/${all} cases${left}\n`;
  });
  process.stdout.write(`${'engine'.padEnd(engineColumns)} level      contract\n${lines.join('')}`);
}

/**
 * Holds engines to the contract, case by case, each at the level that its factory declares; when a file of tests ends, its engines and
 * their levels are printed as a table. To be made once in a file.
 *
 * @param kills how often a case of `crash` kills its writers: a short run, the soak kills often.
 */
export function createContractTests(kills: number): (engine: string, factory: StoreFactory) => void {
  const asked: Asked[] = [];
  afterAll(() => printTable(asked));
  return (engine, factory) => {
    const { cases, notRun } = contractFor(factory);
    const left = [...new Set(notRun.map(({ level, needs }) => needs ?? level))].join(', ');
    const row: Asked = { engine, level: factory.level, kept: 0, all: cases.length, notRun: left };
    asked.push(row);
    it.each(cases)('$name', { timeout: 120_000 }, async (one) => {
      await expect(one.run(factory, { kills })).resolves.toBeUndefined();
      row.kept += 1;
    });
  };
}
