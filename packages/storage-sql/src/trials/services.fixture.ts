import { describe, expect, it } from 'vitest';

// Servers that tests need and may not have. What cannot be run is printed, and is a failure where services are required.

/** Something that a test needs of the machine: there, or absent for a reason. */
export type Found<Service> = { readonly service: Service } | { readonly absent: string };

/** Must every service be there? */
const required = process.env['JICENG_REQUIRE_SERVICES'] === '1';

/** Defines tests that need a service, or, where it is absent, one that says so. */
export function describeWith<Service>(title: string, found: Found<Service>, define: (service: Service) => void): void {
  describe.each('service' in found ? [{ title, ...found }] : [])('$title', ({ service }) => {
    define(service);
  });
  it.each('absent' in found ? [{ title, ...found }] : [])('says that $title was not run', ({ absent }) => {
    process.stdout.write(`not run: ${title}: ${absent}\n`);
    expect(required ? absent : 'not required').toBe('not required');
  });
}

/** What is wrong, in one line. */
export function problemOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(problemOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
