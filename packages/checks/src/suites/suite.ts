/** How one reference case came out. `expected` and `actual` are for people: any value that can be printed. */
export type Verdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly expected: unknown; readonly actual: unknown };

/** One case of a file, ready to run. It must settle within two seconds; the command stops it otherwise. */
export interface ReferenceCase {
  readonly id: string;
  readonly kind: string;
  readonly run: () => Promise<Verdict> | Verdict;
}

/** A file of cases as it lies on disk, read through gzip when its name ends in `.gz`. */
export interface CaseFile {
  readonly path: string;
  readonly text: string;
  /** The text of another file in the same folder (or of that name with `.gz` behind it). */
  readonly beside: (name: string) => Promise<string>;
  /** The same for a file that holds no text. */
  readonly bytesBeside: (name: string) => Promise<Uint8Array>;
}

/**
 * A family of reference cases. `cases` lists every case of the file in its order, the same list each time it is asked: a case
 * it cannot express is listed too, and fails when run.
 */
export interface Suite {
  readonly name: string;
  readonly cases: (file: CaseFile) => Promise<readonly ReferenceCase[]> | readonly ReferenceCase[];
}

/** How a case is named: its `id`, else its `name`, else where it stands in its list. */
export function caseId(item: unknown, list: string, index: number): string {
  if (typeof item === 'object' && item !== null) {
    if ('id' in item && typeof item.id === 'string') return item.id;
    if ('name' in item && typeof item.name === 'string') return item.name;
  }
  return `${list}[${index}]`;
}

/** A case that cannot be expressed: listed like any other, so that it counts as failed and never as skipped. */
export function notUnderstood(id: string, kind: string, why: string): ReferenceCase {
  return { id, kind, run: () => ({ ok: false, expected: 'a case this suite understands', actual: why }) };
}
