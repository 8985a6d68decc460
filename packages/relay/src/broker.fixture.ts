import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';

// Brokers that tests need and may not have. What cannot be run is printed, and is a failure where services are required.

/** Must every service be there? */
const required = process.env['JICENG_REQUIRE_SERVICES'] === '1';

/** A broker: where it is, and whether anybody answers there. */
export interface FoundBroker {
  readonly url: URL;
  readonly answers: boolean;
}

/** The broker that a variable of the environment names, else the one at its usual port on this machine. One that is named must be there. */
export async function findBroker(variable: string, usual: string): Promise<FoundBroker> {
  const named = process.env[variable];
  const url = new URL(named ?? usual);
  const answers = await new Promise<boolean>((resolve) => {
    const socket = connect({ host: url.hostname, port: Number(url.port) });
    const end = (there: boolean) => {
      socket.destroy();
      resolve(there);
    };
    socket.setTimeout(2000, () => end(false));
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
  if (!answers && named !== undefined) throw new Error(`${variable} names ${url.host}, and nobody answers there`);
  return { url, answers };
}

/** Defines tests that need a broker, or, where it is absent, one that says so. */
export function describeWith(title: string, { url, answers }: FoundBroker, define: () => void): void {
  describe.each(answers ? [title] : [])('%s', () => {
    define();
  });
  it.each(answers ? [] : [title])('says that %s was not run', () => {
    process.stdout.write(`not run: ${title}: nobody answers at ${url.host}\n`);
    expect(required ? 'absent' : 'not required').toBe('not required');
  });
}

/** A name that no other run has. */
export const ownName = (): string => `jiceng-test-${randomBytes(6).toString('hex')}`;
