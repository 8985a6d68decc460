import { describe, expect, it } from 'vitest';
import { storeMutants } from './index.ts';

/**
 * Faults that stores are known to have had, in other projects or in our own trials; the mutant that has it; the case that is named
 * for it. What only a killed process shows stands in crash.test.ts.
 */
const knownFaults: readonly (readonly [fault: string, mutant: string, finder: string])[] = [
  // Read, then write.
  [
    'two statements instead of one: an absolute value written back',
    'reads once for all who add at the same time',
    'no-lost-addition',
  ],
  ['SELECT of an old snapshot, UPDATE of the newest row', 'tests the bound and then adds', 'exact-spenders'],
  ['look, then insert', 'looks whether a row is there and then inserts it', 'one-creator'],
  ['compare, then write', 'compares the version and then writes', 'one-updater'],
  ['a check that does not lock', 'checks what a batch relies on before it takes the lock', 'no-write-skew'],
  ['a check that is not carried out', 'does not check what a batch relies on', 'check-guards'],
  [
    'a batch that is not atomic, as readers see it',
    'applies a batch step by step before the eyes of readers',
    'whole-batches',
  ],
  [
    'a batch that is not atomic, as failure leaves it',
    'keeps the additions of a batch that fails later',
    'all-or-nothing',
  ],
  [
    'an answer that is older than the last write',
    'trusts its own memory of what others have changed',
    'seen-by-others',
  ],
  ['queries of one read, each at its own moment', 'answers the queries of one read one after another', 'one-moment'],
  // Locks and retries.
  ['unsorted locks', 'takes locks in the order in which a batch is given', 'crossing-batches'],
  ['deferred begin', 'takes the lock for writing only when it comes to write', 'several-writers'],
  ['a retry that is lost', 'says that it is locked while another writes', 'several-writers'],
  ['a retry too many', 'writes a batch again that was written', 'no-lost-addition'],
  ['a reader that waits for writers', 'does not serve readers while another writes', 'reader-is-served'],
  [
    'a group commit that fails the whole group',
    'fails all that were given together when one of them fails',
    'bad-neighbour',
  ],
  [
    'a group commit that one malformed batch stops',
    'refuses all that were given together when one of them is malformed',
    'bad-neighbour',
  ],
  // Guards.
  ['an ignored floor', 'ignores the floor', 'floor'],
  ['an ignored ceiling', 'ignores the ceiling', 'ceiling'],
  ['a bound on another column that is ignored', 'bounds only the columns it adds to', 'bound-elsewhere'],
  ['a stale `where` that is ignored', 'ignores the terms an addition relies on', 'terms'],
  ['a copy taken before the addition', 'copies before it adds', 'copy-after-write'],
  [
    'affected rows that count changes only',
    'takes an update that changes no value for one that found no row',
    'write-without-change',
  ],
  ['affected rows that nobody looks at', 'lets the last writer win', 'version-guards'],
  ['a version that does not move', 'leaves the version of a row where it was when it adds', 'add-moves-version'],
  ['a duplicate that is swallowed', 'takes an insert of a row that is there for done', 'no-second-insert'],
  ['INSERT IGNORE among several rows', 'ignores rows that are there when it inserts several', 'no-second-insert'],
  ['an upsert', 'writes another request over the key of the first', 'one-body-per-key'],
  ['keys deleted after a time', 'clears keys away after a day', 'keys-stay'],
  // Order.
  ['a cursor by sequence', 'shows some commits later than those after them', 'no-late-position'],
  ['a number that a failed attempt keeps', 'loses the number of an attempt that fails', 'every-commit-positioned'],
  ['`promote` without a guard on the head', 'numbers commits without guarding the head of the feed', 'many-promoters'],
  [
    'an unclamped tick, when the clock goes back',
    'forgets the last tick of a stream, so that only the clock orders it',
    'growing-ticks',
  ],
  ['OFFSET', 'goes on after so many rows instead of after a row', 'steady-pages'],
  ['a limit that is off by one', 'gives one row more than was asked for', 'backwards'],
  ['reverse that is ignored', 'ignores that rows are wanted backwards', 'backwards'],
  ['a bound that is inclusive', 'includes the row at the upper bound', 'exclusive-bounds'],
  ['NULL in an index', 'finds rows by an index in which they hold nothing', 'index-order'],
  ['LIKE', 'takes a prefix for the beginning of a text', 'whole-prefix'],
  // Text and keys.
  ['keys ordered by UTF-16', 'orders keys by UTF-16 units', 'code-point-order'],
  ['keys that fold case', 'takes keys in capitals and in small letters for one', 'different-keys'],
  ['keys that fold accents', 'takes keys with and without accents for one', 'different-keys'],
  [
    'keys whose blanks at the end do not count',
    'takes keys with and without blanks at their end for one',
    'different-keys',
  ],
  ["'' = NULL", "takes '' for nothing", 'exact-text'],
  ["'' in a key", 'writes an empty key as something else', 'refused-text'],
  ['CHAR columns', 'cuts blanks off the end of a text', 'exact-text'],
  ['text that is normalised', 'brings text into one normal form', 'exact-text'],
  ['U+0000 that cuts text off', 'cuts text off at U+0000', 'refused-text'],
  ['U+0000 that cuts bytes off', 'cuts bytes off at the first zero', 'exact-bytes'],
  ['bytes kept as text', 'keeps bytes as text', 'exact-bytes'],
  ['NULL where something is absent', 'answers null where a column holds nothing', 'absent-is-undefined'],
  // Numbers and time.
  ['2^53 + 1', 'keeps integers up to 2^60 as floating point', 'exact-integers'],
  ['integers kept as text', 'orders integers by their digits', 'integer-order'],
  ['64 bits that go round', 'goes round at 64 bits', 'add-beyond-64-bits'],
  ['a session in another zone', 'tells the time of its session’s zone', 'utc-clock'],
  // The host's transaction.
  [
    'publishing inside a transaction of the host',
    'does not say that it has joined, so that facts are published before the host commits',
    'joined-publishes-nothing',
  ],
  [
    'positions of a joined store taken in another way than those of the store',
    'leaves what was written within the transaction of the host in the intake, where others take their positions at once',
    'joined-publishes-nothing',
  ],
  [
    'a commit of its own inside a transaction of the host',
    'writes past the transaction it has joined',
    'joined-rolls-back-with-host',
  ],
  [
    'an aborted transaction after a duplicate key',
    'leaves the transaction of the host aborted when it refuses a batch',
    'joined-refusal-is-an-answer',
  ],
  // Life.
  ['two CREATE TABLEs at once', 'fails to declare what another is declaring', 'declared-at-once'],
  ['tables created anew', 'creates its tables anew each time they are declared', 'declared-again'],
  ['close that drops what waits', 'drops what waits when it closes', 'answered-before-closing'],
  ['an error thrown before there is a promise', 'looks at a query before it gives its promise', 'refuses-by-promise'],
];

describe('a fault that stores are known to have had:', () => {
  it.each(knownFaults)('%s: the mutant that %s is caught by %s', (_fault, name, finder) => {
    expect(storeMutants.find((mutant) => mutant.name === name)?.caughtBy ?? []).toContain(finder);
  });

  it('each is listed once', () => {
    expect(new Set(knownFaults.map(([fault]) => fault)).size).toBe(knownFaults.length);
    expect(storeMutants.length).toBeGreaterThanOrEqual(30);
  });
});
