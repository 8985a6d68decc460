import type { FactoryModule, StartWriter } from '../contract/contract-case.ts';
import { testkitError } from '../errors.ts';

/** No import of Node's modules: a bundle for a browser must not ask for them. */
function nodeModules() {
  const { process } = globalThis;
  const childProcess = process?.getBuiltinModule?.('node:child_process');
  const url = process?.getBuiltinModule?.('node:url');
  if (childProcess === undefined || url === undefined) throw testkitError('TESTKIT_NO_PROCESSES');
  return { childProcess, url, nodePath: process.execPath };
}

/** Where the program of `jiceng-store-check` lies: a bundle puts it beside this code, the source one folder up. */
function programUrl(toUrl: (path: string) => URL): URL {
  // The CommonJS copy knows its path only by this name.
  const here = typeof __filename === 'string' ? toUrl(__filename).href : import.meta.url;
  return here.endsWith('.ts') ? new URL('../store-check.ts', here) : new URL('./store-check.js', here);
}

/** How the program is told that it is to write and not to check. */
export const writingRole = '--as-writer';

/**
 * Starts writers as processes of Node that load the module.
 *
 * @throws JicengError `TESTKIT_NO_PROCESSES` where the platform cannot start any.
 */
export function startNodeWriter({ module, exportName = 'factory' }: FactoryModule): StartWriter {
  return (task) => {
    const { childProcess, url, nodePath } = nodeModules();
    const program = programUrl(url.pathToFileURL);
    const address = module.startsWith('file:') ? module : url.pathToFileURL(module).href;
    const fromSource = program.href.endsWith('.ts') ? ['--conditions=jiceng-source'] : [];
    const child = childProcess.spawn(
      nodePath,
      [...fromSource, url.fileURLToPath(program), writingRole, address, exportName, task],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const listeners: ((line: string) => void)[] = [];
    let [begun, complaint] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (begun + text).split('\n');
      begun = lines.pop() ?? '';
      for (const line of lines) for (const tell of listeners) tell(line);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    const ended = new Promise<{ readonly killed: boolean; readonly complaint: string }>((resolve) => {
      child.on('error', (error) => {
        complaint += error.message;
      });
      child.on('close', (_code, signal) => resolve({ killed: signal === 'SIGKILL', complaint: complaint.trim() }));
    });
    return {
      onLine: (tell) => {
        listeners.push(tell);
      },
      kill: () => {
        child.kill('SIGKILL');
      },
      ended,
    };
  };
}
