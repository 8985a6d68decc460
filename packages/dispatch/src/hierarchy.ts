import { compareText } from '@jiceng/kernel/plain';

/** More levels than any administration has; a hostile chain must not cost its square. */
export const levelsMax = 32;

export type Ascent =
  | { readonly kind: 'path'; readonly codes: readonly string[] }
  | { readonly kind: 'missing'; readonly child: string; readonly parent: string }
  | { readonly kind: 'cycle'; readonly codes: readonly string[] }
  | { readonly kind: 'tooDeep' };

/** Climbs from a code to the top: itself first, the root last. A cycle is given from its smallest code on. */
export function ascend(parents: ReadonlyMap<string, string | undefined>, from: string): Ascent {
  const codes = [from];
  const seen = new Set(codes);
  for (let child = from; ;) {
    const parent = parents.get(child);
    if (parent === undefined) return { kind: 'path', codes };
    if (seen.has(parent)) {
      const circle = codes.slice(codes.indexOf(parent));
      const smallest = circle.reduce((a, b) => (compareText(b, a) < 0 ? b : a));
      const start = circle.indexOf(smallest);
      return { kind: 'cycle', codes: [...circle.slice(start), ...circle.slice(0, start)] };
    }
    if (!parents.has(parent)) return { kind: 'missing', child, parent };
    if (codes.length > levelsMax) return { kind: 'tooDeep' };
    codes.push(parent);
    seen.add(parent);
    child = parent;
  }
}
