/** One file of a package as text, so that a check can be shown a planted file as well as a real one. */
export interface SourceText {
  /** The package's folder name, for example `kernel`. */
  readonly owner: string;
  /** Path inside the package, with slashes: `src/clock.ts`. */
  readonly path: string;
  readonly text: string;
}

/** What a check found, as a sentence that begins with the place. */
export type Finding = string;

/** A planted or real file of a package. */
export function source(owner: string, path: string, text: string): SourceText {
  return { owner, path, text };
}

/** `schemas.ts` of `src/stream/schemas.ts`. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
