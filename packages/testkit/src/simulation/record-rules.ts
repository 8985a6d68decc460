import { bigintOf, isJicengError, textOf, verifyChain } from '@jiceng/kernel';
import { broken, hold } from './broken.ts';
import { placeOf, type RecordView, type StoredStream } from './record-view.ts';
import { simulatedDecider } from './simulated-case.ts';
import { accounts, issuer } from './simulated-ledger.ts';

// What is true of a record at every moment, whatever is under way.

function holdChain({ place, head, facts }: StoredStream): void {
  hold('versions have no hole', facts.length === Number(bigintOf(head, 'version')), () => {
    return `${place} has ${facts.length} facts under a head at ${String(head['version'])}`;
  });
  let tick = 0n;
  for (const [at, fact] of facts.entries()) {
    hold(
      'versions have no hole',
      fact.version === BigInt(at + 1),
      () => `${place}: ${fact.version} stands at ${at + 1}`,
    );
    hold('ticks grow', fact.tick > tick, () => `${place} ${fact.version}: ${fact.tick} after ${tick}`);
    tick = fact.tick;
  }
  hold('ticks grow', bigintOf(head, 'tick') >= tick, () => `${place}: the head is behind its facts`);
  try {
    const digest = verifyChain(facts);
    hold('the chain is whole', digest === head['digest'], () => `${place}: it does not end at the head`);
  } catch (error) {
    if (!isJicengError(error, 'FACT_CHAIN_BROKEN')) throw error;
    broken('the chain is whole', () => error.message);
  }
}

/** The state kept is the fold of the facts, and the rows of timers are what it waits for. */
function holdFold(view: RecordView): void {
  const armed = new Map<string, string[]>();
  for (const row of view.rows('jiceng_timer')) {
    const place = placeOf(textOf(row, 'tenant'), textOf(row, 'stream'));
    armed.set(place, [...(armed.get(place) ?? []), `${textOf(row, 'due_at')} ${textOf(row, 'name')}`]);
  }
  for (const { place, head, facts, events } of view.streams) {
    let state = simulatedDecider.initialState;
    for (const [at, event] of events.entries()) {
      state = simulatedDecider.evolve(state, event, facts[at]?.occurredAt ?? '1970-01-01T00:00:00.000Z');
    }
    const folded = JSON.stringify(state);
    hold('the fold of the facts is the state kept', folded === head['state'], () => {
      return `${place}: ${folded}, kept ${String(head['state'])}`;
    });
    const awaited = state.waiting.map(({ name, dueAt }) => `${dueAt} ${name}`).toSorted();
    const standing = (armed.get(place) ?? []).toSorted();
    armed.delete(place);
    hold('no timer is lost, none is too many', awaited.join() === standing.join(), () => {
      return `${place} waits for [${awaited.join()}], its rows are [${standing.join()}]`;
    });
  }
  hold(
    'no timer is lost, none is too many',
    armed.size === 0,
    () => `rows without a stream: ${[...armed.keys()].join()}`,
  );
}

/** Every commit at one position, positions from 1 without a hole, and each stream in its order. */
function holdFeed(view: RecordView): void {
  const reached = new Map<string, bigint>();
  let position = 0n;
  for (const entry of view.entries) {
    if (entry.position === undefined) continue;
    position += 1n;
    const expected = position;
    hold('positions have no hole', entry.position === expected, () => `${entry.position} instead of ${expected}`);
    for (const [tenant, stream, from, to] of entry.refs) {
      const place = placeOf(tenant, stream);
      const before = reached.get(place) ?? 0n;
      hold('the feed has every fact once, each stream in its order', BigInt(from) === before + 1n, () => {
        return `${place} goes on with ${from} after ${before} at position ${expected}`;
      });
      reached.set(place, BigInt(to));
    }
  }
  const [feed] = view.rows('jiceng_feed');
  const last = feed === undefined ? 0n : bigintOf(feed, 'position');
  hold('positions have no hole', last === position, () => `the head says ${last}, the last entry is ${position}`);
  const waiting = view.entries.flatMap((entry) => (entry.position === undefined ? entry.refs : []));
  for (const [tenant, stream, from, to] of waiting.toSorted((a, b) => Number(BigInt(a[2]) - BigInt(b[2])))) {
    const place = placeOf(tenant, stream);
    const before = reached.get(place) ?? 0n;
    hold('the feed has every fact once, each stream in its order', BigInt(from) === before + 1n, () => {
      return `${place} waits with ${from} after ${before}`;
    });
    reached.set(place, BigInt(to));
  }
  for (const { place, facts } of view.streams) {
    hold('the feed has every fact once, each stream in its order', reached.get(place) === BigInt(facts.length), () => {
      return `${place} has ${facts.length} facts, the feed knows ${String(reached.get(place) ?? 0n)}`;
    });
  }
}

/** Every balance is the sum of its postings, one after another; all together are nothing; no floor is broken. */
function holdLedger(view: RecordView): void {
  const balances = new Map(accounts.map((id) => [id, { balance: 0n, number: 0n }]));
  const legs = new Map<string, bigint[]>();
  for (const row of view.rows('simulated_posting')) {
    const [account, amount] = [textOf(row, 'account'), bigintOf(row, 'amount')];
    const before = balances.get(account) ?? { balance: 0n, number: 0n };
    const after = { balance: before.balance + amount, number: before.number + 1n };
    const isNext = bigintOf(row, 'number') === after.number && bigintOf(row, 'balance') === after.balance;
    hold('every balance follows from the one before', isNext, () => {
      return `${account}: posting ${String(row['number'])} leaves ${String(row['balance'])}, not ${after.balance}`;
    });
    balances.set(account, after);
    const transfer = textOf(row, 'transfer');
    legs.set(transfer, [...(legs.get(transfer) ?? []), amount]);
  }
  let sum = 0n;
  for (const row of view.rows('simulated_account')) {
    const [id, balance] = [textOf(row, 'id'), bigintOf(row, 'balance')];
    sum += balance;
    const posted = balances.get(id)?.balance;
    hold(
      'a balance is the sum of its postings',
      posted === balance,
      () => `${id}: ${balance}, posted ${String(posted)}`,
    );
    const isAbove = id === issuer || balance >= bigintOf(row, 'floor');
    hold('no floor is broken', isAbove, () => `${id}: ${balance} under ${String(row['floor'])}`);
  }
  hold('money is conserved', sum === 0n, () => `all balances together are ${sum}`);
  for (const [transfer, amounts] of legs) {
    const isWhole = amounts.length === 2 && amounts.reduce((total, amount) => total + amount, 0n) === 0n;
    hold('a transfer has two legs', isWhole, () => `${transfer}: ${amounts.join(', ')}`);
  }
}

/** @throws JicengError `TESTKIT_HISTORY_BROKEN` naming the first rule that a record does not keep. */
export function holdRecord(view: RecordView): void {
  for (const stream of view.streams) holdChain(stream);
  const facts = view.streams.reduce((total, stream) => total + stream.facts.length, 0);
  hold('versions have no hole', view.rows('jiceng_fact').length === facts, () => 'there are facts without a head');
  holdFold(view);
  holdFeed(view);
  holdLedger(view);
}
