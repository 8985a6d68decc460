import {
  bigintOf,
  textOf,
  type DueTimer,
  type FeedEntry,
  type Operation,
  type Outcome,
  type Store,
} from '@jiceng/kernel';
import { broken, hold } from './broken.ts';
import { holdFollowers, holdPolicies } from './follower-rules.ts';
import { holdRecord } from './record-rules.ts';
import { holdRequests } from './request-rules.ts';
import { placeOf, viewRecord } from './record-view.ts';
import type { ClientRequest } from './requests.ts';
import type { Activity } from './scheduler.ts';
import { SimulatedEvent } from './schemas.ts';
import { accountTable, issuer, rateTable } from './simulated-ledger.ts';
import { createStandingTimers } from './standing-timers.ts';

/** What must be true of a history, told from what its clients and readers have seen and what is stored in the end. */
export interface ReferenceModel {
  /** Takes in a batch that was written. */
  readonly applied: (activity: Activity, batch: readonly Operation[], step: number) => Promise<void>;
  readonly answered: (request: ClientRequest, outcome: Outcome) => void;
  readonly handled: (reader: string, entry: FeedEntry) => void;
  readonly timerFires: (timer: DueTimer, nowMs: number) => void;
  readonly timerFailed: (timer: DueTimer) => void;
  /** Holds everything stored against everything seen; `atRest` when nothing is under way any more. */
  readonly check: (atRest: boolean) => Promise<void>;
}

const shownOutcome = ({ version, recorded }: Outcome): string =>
  `${version} ${recorded.map(({ stream, from, to }) => `${stream}:${from}-${to}`).join()}`;

export function createReferenceModel(store: Store, requests: readonly ClientRequest[]): ReferenceModel {
  const timers = createStandingTimers();
  const handled = new Map<string, Map<bigint, string>>();

  const holdCursor = (reader: unknown, position: unknown): void => {
    const seen = typeof reader === 'string' ? handled.get(reader) : undefined;
    if (typeof position !== 'bigint' || typeof reader !== 'string' || !reader.startsWith('reader/')) return;
    for (let at = position; at > 0n; at--) {
      if (seen?.has(at) !== true)
        broken(
          'a cursor never stands before what was handled',
          () => `${reader} at ${position}, ${at} was not handled`,
        );
    }
  };
  const holdAccounts = async (): Promise<void> => {
    const [rows = []] = await store.read([
      { get: 'rows', table: accountTable.name, index: 'key', prefix: [], limit: 100 },
    ]);
    for (const row of rows) {
      const isAbove = row['id'] === issuer || bigintOf(row, 'balance') >= bigintOf(row, 'floor');
      hold(
        'no floor is broken',
        isAbove,
        () => `${String(row['id'])}: ${String(row['balance'])} under ${String(row['floor'])}`,
      );
    }
  };
  const holdRate = async (rate: string): Promise<void> => {
    const [[row] = []] = await store.read([{ get: 'row', table: rateTable.name, key: ['rate'] }]);
    const now = row === undefined ? '' : String(row['version']);
    hold('what was relied on still stands', now === rate, () => `paid at rate ${rate}, which is ${now} by now`);
  };

  return {
    applied: async (activity, batch, step) => {
      for (const operation of batch) {
        if (operation.op === 'insert' && operation.table === 'jiceng_fact') {
          const event = SimulatedEvent.parse(JSON.parse(textOf(operation.row, 'body')));
          const place = placeOf(textOf(operation.row, 'tenant'), textOf(operation.row, 'stream'));
          timers.learn(place, event, activity, step);
          if (event.type === 'Paid') await holdRate(event.rate);
        } else if (operation.table === 'jiceng_cursor') {
          if (operation.op === 'insert') holdCursor(operation.row['reader'], operation.row['position']);
          if (operation.op === 'update') holdCursor(operation.key[0], operation.set['position']);
        }
      }
      if (batch.some(({ table }) => table === accountTable.name)) await holdAccounts();
    },
    answered: (request, outcome) => {
      if (!outcome.replayed) request.firsts += 1;
      const before = request.outcome ?? outcome;
      hold('a repeat is answered as the first time', shownOutcome(before) === shownOutcome(outcome), () => {
        return `${request.id}: ${shownOutcome(before)}, then ${shownOutcome(outcome)}`;
      });
      hold(
        'one request has one first answer',
        request.firsts <= 1,
        () => `${request.id} was carried out ${request.firsts} times`,
      );
      request.outcome = before;
      request.status = 'done';
    },
    handled: (reader, { position, refs }) => {
      let seen = handled.get(reader);
      if (seen === undefined) handled.set(reader, (seen = new Map<bigint, string>()));
      const text = JSON.stringify(refs);
      const isSame = (seen.get(position) ?? text) === text;
      hold('an entry stays as it is', isSame, () => `${reader} at ${position}: ${text}`);
      hold(
        'a reader skips nothing',
        position === 1n || seen.has(position - 1n),
        () => `${reader} comes to ${position}, ${position - 1n} is missing`,
      );
      seen.set(position, text);
    },
    timerFires: ({ name, dueAt }, nowMs) => {
      hold('no timer fires before it is due', Date.parse(dueAt) <= nowMs, () => `${name} is due at ${dueAt}`);
    },
    timerFailed: timers.fail,
    check: async (atRest) => {
      const view = await viewRecord(store);
      holdRecord(view);
      holdRequests(view, requests);
      holdPolicies(view);
      for (const row of view.rows('jiceng_timer')) {
        const timer = { tenant: textOf(row, 'tenant'), stream: textOf(row, 'stream'), name: textOf(row, 'name') };
        const [attempts, failures] = [bigintOf(row, 'attempts'), timers.failures(timer)];
        const isFair = attempts <= failures && (row['parked'] === 0n || failures >= 8n);
        hold(
          'only what keeps failing is put aside',
          isFair,
          () => `${timer.name}: ${attempts} attempts, ${failures} failures, parked ${String(row['parked'])}`,
        );
      }
      if (atRest) holdFollowers(view, handled);
    },
  };
}
