import type { Outcome } from '@jiceng/kernel';
import { hold } from './broken.ts';
import { placeOf, type RecordView } from './record-view.ts';
import type { ClientRequest } from './requests.ts';

/** Where the facts of every request stand, and in which entry of the feed. */
function effectsOf(view: RecordView): ReadonlyMap<string, readonly string[]> {
  const effects = new Map<string, string[]>();
  for (const { place, facts, events } of view.streams) {
    for (const [at, event] of events.entries()) {
      if (event.type === 'Expired' || event.type === 'Echoed') continue;
      const found = effects.get(event.request);
      const where = `${place} ${facts[at]?.version ?? 0n}`;
      if (found === undefined) effects.set(event.request, [where]);
      else found.push(where);
    }
  }
  return effects;
}

const recordedBy = ({ tenant }: ClientRequest, { recorded }: Outcome): readonly string[] =>
  recorded.flatMap(({ stream, from, to }) =>
    Array.from({ length: Number(to - from) + 1 }, (_, at) => `${placeOf(tenant, stream)} ${from + BigInt(at)}`),
  );

function requestRow(view: RecordView, { tenant, scope, key, id, wish }: ClientRequest): boolean {
  if (wish.kind === 'transfer') return view.rows('simulated_transfer').some((row) => row['id'] === id);
  return view
    .rows('jiceng_request')
    .some((row) => row['tenant'] === tenant && row['scope'] === scope && row['request'] === key);
}

/** One effect a key, where the answer says it is; all of what belongs together at one place of the feed. */
export function holdRequests(view: RecordView, requests: readonly ClientRequest[]): void {
  const effects = effectsOf(view);
  const owners = new Map<string, string>();
  for (const request of requests) {
    const { id, tenant, scope, key, wish, outcome } = request;
    const found = effects.get(id) ?? [];
    if (outcome !== undefined) {
      hold('what was answered stands', requestRow(view, request), () => `${id} was answered and its key is not there`);
      if (wish.kind !== 'transfer') {
        const expected = recordedBy(request, outcome).toSorted().join();
        hold('one request has one effect', found.toSorted().join() === expected, () => {
          return `${id} was told [${expected}], recorded is [${found.join()}]`;
        });
      }
    }
    hold(
      'what was refused for good has no effect',
      !request.never || found.length === 0,
      () => `${id}: ${found.join()}`,
    );
    if (found.length === 0) continue;
    const name = `${tenant} ${scope} ${key}`;
    const owner = owners.get(name) ?? id;
    hold('one key has one effect', owner === id, () => `${owner} and ${id} both have the key ${key}`);
    owners.set(name, id);
    const parts =
      wish.kind === 'pair' || (wish.kind === 'command' && wish.command.type === 'note' && wish.command.parts === 2);
    hold('one request has one effect', found.length === (parts ? 2 : 1), () => `${id}: ${found.join()}`);
    const together = view.entries.filter(({ refs }) =>
      refs.some(([at, stream, from, to]) =>
        found.some((where) => {
          const version = BigInt(where.slice(where.lastIndexOf(' ') + 1));
          return where.startsWith(`${placeOf(at, stream)} `) && version >= BigInt(from) && version <= BigInt(to);
        }),
      ),
    );
    hold(
      'what belongs together is one commit',
      together.length === 1,
      () => `${id} stands in ${together.length} entries`,
    );
  }
}
