const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const nameOf = (name: string): string => (/^[\w-]+$/.test(name) ? name : JSON.stringify(name));

function shownObject(value: object): string {
  if (value instanceof Uint8Array) return `x'${hex(value)}'`;
  if (value instanceof Date) return `Date(${value.getTime()})`;
  if (value instanceof Map) return `Map(${value.size}) ${shown([...value])}`;
  if (value instanceof Set) return `Set(${value.size}) ${shown([...value])}`;
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined && member !== null)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${nameOf(name)}: ${shown(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/**
 * One text for one value: equal texts mean equal values, whatever the order of members. Absent members are left out, and a
 * `null` counts as absent: which of the two an adapter gives is a case of its own.
 */
export function shown(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'bigint':
      return `${value}n`;
    case 'object':
      return value === null ? 'undefined' : shownObject(value);
    case 'boolean':
    case 'function':
    case 'number':
    case 'symbol':
    case 'undefined':
      return String(value);
  }
}
