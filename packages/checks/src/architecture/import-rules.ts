/** What the published source of one package may take from elsewhere. Tests and benches are not bound by it. */
export interface ImportRule {
  /** Siblings by the name they are imported under. A sub-entry is its own name: `@jiceng/kernel/plain` is not `@jiceng/kernel`. */
  readonly siblings: readonly string[];
  readonly thirdParties: readonly ThirdParty[];
  /**
   * May the package ask for Node's own modules? Those that promise to run in a browser may not; one whose command runs on Node names
   * the file, or the folder (`command/`), that may.
   */
  readonly node: boolean | readonly string[];
}

export interface ThirdParty {
  readonly name: string;
  /** Names of the files that may import it, or of the folder that they lie in (`schemas/`); absent when any may. */
  readonly files?: readonly string[];
}

const plain = '@jiceng/kernel/plain';
const kernel = '@jiceng/kernel';
const sla = ['@jiceng/sla', '@jiceng/sla/presets', '@jiceng/sla/schemas', '@jiceng/sla/notices', '@jiceng/sla/words'];
const zod: ThirdParty = { name: 'zod', files: ['schemas.ts', 'schemas/'] };
const xstate: ThirdParty = { name: 'xstate', files: ['lifecycle.ts'] };

/** Answers one question from plain data: runs in a browser, stays small. */
const pure: ImportRule = { siblings: [plain], thirdParties: [zod], node: false };
/** Answers one question and keeps its facts through the kernel. */
const keeping: ImportRule = { siblings: [plain, kernel], thirdParties: [zod, xstate], node: false };
/** History matters: deciders on the kernel, legal time by `sla`. */
const processing: ImportRule = { siblings: [plain, kernel, ...sla], thirdParties: [zod, xstate], node: false };

/** The layers of docs/zh-CN/architecture.md, package by package. A package without a rule is refused. */
export const importRules: Readonly<Record<string, ImportRule>> = {
  // zod reads definitions that come as data, xstate reads machines; mitt sits behind the bus, which shields listeners from one another.
  kernel: {
    siblings: [],
    thirdParties: [{ name: 'zod' }, { name: 'xstate' }, { name: 'mitt', files: ['event-bus.ts'] }],
    node: false,
  },
  sla: { ...pure, thirdParties: [zod, { name: 'date-fns' }] },
  dispatch: pure,
  responsibility: pure,
  analytics: pure,
  records: pure,
  'time-bank': keeping,
  evidence: keeping,
  applications: processing,
  incidents: processing,
  participation: processing,
  workforce: processing,
  'storage-sql': { siblings: [plain, kernel], thirdParties: [{ name: 'kysely' }], node: true },
  // The clients of brokers are the host's: their shape is written out, none is imported.
  relay: { siblings: [plain, kernel], thirdParties: [], node: false },
  // A command line is a host: it composes siblings, and is imported by nobody. Drivers are loaded when their engine is asked for.
  cli: {
    siblings: [kernel, ...sla, '@jiceng/storage-sql', '@jiceng/storage-sql/postgres', '@jiceng/storage-sql/mysql'],
    thirdParties: [
      { name: 'pg', files: ['open-inspection.ts'] },
      { name: 'mysql2', files: ['open-inspection.ts'] },
    ],
    node: true,
  },
  // The contract of stores brings a small process of its own.
  testkit: { siblings: [plain, kernel], thirdParties: [zod], node: ['command/'] },
};

/** Entries that promise to be light: nothing they reach may be a third party or a module of Node. */
export const lightEntries: Readonly<Record<string, readonly string[]>> = { kernel: ['src/plain.ts'] };

/** Of date-fns, one function at a time (its index costs a second), and none that knows weekends: decreed working Saturdays escape it. */
export const dateFnsRefused = /^date-fns$|Business|Weekend/;
