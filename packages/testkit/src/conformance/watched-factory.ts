import type { Store, StoreInfo } from '@jiceng/kernel';
import type { StartWriter, StoreFactory, StorePlace } from '../contract/contract-case.ts';
import { startNodeWriter } from '../crash/node-writer.ts';
import { expectCommitAnswer, expectPromise, expectReadAnswer, expectStore, expectText } from './answer-shapes.ts';
import { atMost, type CaseWatch } from './case-watch.ts';

/** A factory whose stores are looked after, and what is still to be put away of them. */
export interface WatchedFactory {
  readonly factory: StoreFactory;
  /** Closes and removes what the case did not come to, as far as that can be done within the time. */
  readonly putAway: (withinMs: number) => Promise<void>;
}

/** Calls, and sees to it that a promise comes back. */
function called<Answer>(what: string, work: () => Promise<Answer>): () => Promise<Answer> {
  return () => {
    const answer = work();
    expectPromise(what, answer);
    return answer;
  };
}

function watchedStore(store: Store, watch: CaseWatch, closed: () => void): Store {
  return {
    info: store.info,
    migrate: (tables) =>
      watch.call(
        'migrate',
        called('migrate', () => store.migrate(tables)),
      ),
    commit: (batch) =>
      watch.call(
        'commit',
        called('commit', () => store.commit(batch)),
        (answer) => expectCommitAnswer(answer, batch.length),
      ),
    read: (queries) =>
      watch.call(
        'read',
        called('read', () => store.read(queries)),
        (answer) => expectReadAnswer(answer, queries.length),
      ),
    now: () =>
      watch.call(
        'now',
        called('now', () => store.now()),
        (answer) => expectText('now', answer),
      ),
    close: () => {
      if (!watch.isCut()) closed();
      return watch.call(
        'close',
        called('close', () => store.close()),
      );
    },
  };
}

function watchedWriter({ writer }: StoreFactory, watch: CaseWatch): StartWriter | undefined {
  if (writer === undefined) return undefined;
  const start = typeof writer === 'function' ? writer : startNodeWriter(writer);
  return (task) => {
    const process = start(task);
    watch.onCut(process.kill);
    return { ...process, ended: watch.call('the end of a killed process', () => process.ended) };
  };
}

/** @param meet is told what each store that is opened says of itself. */
export function watchedFactory(given: StoreFactory, watch: CaseWatch, meet: (info: StoreInfo) => void): WatchedFactory {
  const left = new Set<() => Promise<void>>();
  const open = async (what: string, opening: () => Promise<Store>): Promise<Store> => {
    const store = await watch.call(what, called(what, opening));
    expectStore(store);
    meet(store.info);
    const close = async () => store.close();
    left.add(close);
    return watchedStore(store, watch, () => left.delete(close));
  };
  const create = async (): Promise<StorePlace> => {
    const place = await watch.call(
      'create',
      called('create', () => given.create()),
    );
    const remove = async () => place.remove();
    left.add(remove);
    const { transact } = place;
    return {
      ...(place.address === undefined ? {} : { address: place.address }),
      open: () => open('open', () => place.open()),
      remove: () => {
        if (!watch.isCut()) left.delete(remove);
        return watch.call(
          'remove',
          called('remove', () => place.remove()),
        );
      },
      ...(transact === undefined
        ? {}
        : {
            transact: (work) =>
              watch.call(
                'transact',
                called('transact', () =>
                  transact.call(place, async (joined) => {
                    expectStore(joined);
                    await work(watchedStore(joined, watch, () => undefined));
                  }),
                ),
              ),
          }),
    };
  };
  const writer = watchedWriter(given, watch);
  const { openAt } = given;
  return {
    factory: {
      level: given.level,
      joins: given.joins === true,
      create,
      ...(openAt === undefined ? {} : { openAt: (address) => open('openAt', () => openAt.call(given, address)) }),
      ...(writer === undefined ? {} : { writer }),
    },
    putAway: async (withinMs) => {
      // Handles first, then places: as they were made, from the last to the first.
      const steps = async () => {
        for (const step of [...left].toReversed()) await Promise.allSettled([step()]);
      };
      if (left.size > 0) await atMost(withinMs, steps());
    },
  };
}
