// The rivals themselves, loaded as they want to be, without anything of ours.
import chineseDays from 'chinese-days';
import dayjs, { type PluginFunc } from 'dayjs';
import businessTimeModule from 'dayjs-business-time';
// oxlint-disable-next-line no-restricted-imports -- a rival may know weekends; that is what is measured
export { addBusinessDays } from 'date-fns';

process.env['TZ'] = 'Asia/Shanghai'; // all of them read the zone of the process

// Its types say `export =`, its code says `exports.default`.
const isPlugin = (value: unknown): value is PluginFunc => typeof value === 'function';
const namespace: unknown = businessTimeModule;
const inside: unknown =
  typeof namespace === 'object' && namespace !== null ? Reflect.get(namespace, 'default') : namespace;
const plugin = isPlugin(inside) ? inside : undefined;
if (plugin === undefined) throw new Error('dayjs-business-time exports no plugin');
dayjs.extend(plugin);

/** The working day so many after a date, by chinese-days. */
export function findWorkday(n: number, date: string): string {
  // oxlint-disable-next-line import/no-named-as-default-member -- its types name it, its CommonJS keeps it in one object
  return chineseDays.findWorkday(n, date);
}

export { dayjs };
