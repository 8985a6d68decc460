import { pathToFileURL } from 'node:url';
import { contractLevels, type StoreFactory } from '../contract/contract-case.ts';
import { testkitError } from '../errors.ts';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const memberOf = (value: unknown, name: string): unknown => (isObject(value) ? Reflect.get(value, name) : undefined);

function isFactory(value: unknown): value is StoreFactory {
  return (
    typeof memberOf(value, 'create') === 'function' &&
    contractLevels.some((level) => level === memberOf(value, 'level'))
  );
}

/** A path as it is typed, or a `file:` address, as what Node imports. */
export function addressOfModule(module: string): string {
  return module.startsWith('file:') ? module : pathToFileURL(module).href;
}

/** What a module gives under a name; a CommonJS module keeps its exports behind `default`. */
function exportsOf(loaded: unknown, name: string): readonly unknown[] {
  const behind = memberOf(loaded, 'default');
  return [memberOf(loaded, name), memberOf(behind, name)];
}

/**
 * The factory that a module exports, under the name given, else as `factory` or as its default.
 *
 * @throws JicengError `TESTKIT_MODULE_UNLOADABLE` when the module cannot be loaded.
 * @throws JicengError `TESTKIT_FACTORY_INVALID` when it exports no factory there.
 */
export async function loadFactory(
  module: string,
  exportName?: string,
): Promise<{ readonly factory: StoreFactory; readonly exportName: string }> {
  let loaded: unknown;
  try {
    loaded = await import(addressOfModule(module));
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw testkitError('TESTKIT_MODULE_UNLOADABLE', { module, problem }, { cause });
  }
  for (const name of exportName === undefined ? ['factory', 'default'] : [exportName]) {
    for (const found of exportsOf(loaded, name)) if (isFactory(found)) return { factory: found, exportName: name };
  }
  throw testkitError('TESTKIT_FACTORY_INVALID', { problem: exportName ?? 'factory' });
}
