import { delimiter, join } from 'node:path';
import { repositoryRoot } from './repository-root.ts';

/** The environment in which a package's commands are found as its scripts find them, the workspace's own Node first. */
export function environmentOf(folder: string): NodeJS.ProcessEnv {
  const bins = [join(folder, 'node_modules/.bin'), join(repositoryRoot, 'node_modules/.bin')];
  return { ...process.env, PATH: [...bins, process.env['PATH'] ?? ''].join(delimiter) };
}
