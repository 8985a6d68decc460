/** What JSON can carry. Amounts that may pass 2^53 travel as decimal text, never as numbers. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
