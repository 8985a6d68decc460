import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { tasksOf, type Task } from './city.ts';
import { Report, type Assignment } from './messages.ts';

/** A host process as the desk sees it. */
export interface Host {
  readonly name: string;
  /** Gives it work; resolves when that is done, or when the process has ended. */
  readonly give: (assignment: Assignment) => Promise<'finished' | 'ended'>;
  /** Keys of the commands that it was given and has answered. */
  readonly answered: ReadonlySet<string>;
  readonly kill: () => void;
  readonly stop: () => Promise<void>;
}

/** Starts a host process on a schema of a database. `whenAnswered` hears of every answer, with how many there are now. */
export function startHost(
  name: string,
  { url, schema }: { readonly url: string; readonly schema: string },
  whenAnswered: (host: Host, answers: number) => void = () => undefined,
): Host {
  const child: ChildProcess = fork(fileURLToPath(new URL('host.ts', import.meta.url)), [url, schema]);
  const answered = new Set<string>();
  let finish: (how: 'finished' | 'ended') => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => {
      finish('ended');
      resolve();
    });
  });
  const host: Host = {
    name,
    answered,
    give: (assignment) =>
      new Promise((resolve) => {
        finish = resolve;
        child.send(assignment);
      }),
    kill: () => void child.kill('SIGKILL'),
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
  child.on('message', (message) => {
    const report = Report.parse(message);
    if (report.is === 'finished') finish('finished');
    else {
      answered.add(report.key);
      whenAnswered(host, answered.size);
    }
  });
  return host;
}

/** The commands of incidents, dealt out like cards to so many hosts; an incident's commands stay together. */
export function dealt(hosts: number, incidentIds: readonly string[]): readonly (readonly Task[])[] {
  return Array.from({ length: hosts }, (_, hand) =>
    incidentIds.filter((_id, at) => at % hosts === hand).flatMap(tasksOf),
  );
}
