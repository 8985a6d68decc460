import { bigintOf, textOf } from '@jiceng/kernel';
import { hold } from './broken.ts';
import { echoStream, factName } from './host-code.ts';
import { placeOf, type RecordView } from './record-view.ts';

/** What the policies have recorded: echoes by the stream that they answer, and refusals by the fact. */
function answersIn(view: RecordView): {
  readonly echoes: ReadonlyMap<string, readonly string[]>;
  readonly refused: ReadonlySet<string>;
} {
  const echoes = new Map<string, readonly string[]>();
  for (const { place, events } of view.streams) {
    echoes.set(
      place,
      events.flatMap((event) => (event.type === 'Echoed' ? [event.of] : [])),
    );
  }
  return { echoes, refused: new Set(view.rows('jiceng_policy_outcome').map((row) => textOf(row, 'request'))) };
}

/** Behind the cursor of a policy every fact is answered, or its stream is parked from there or before. */
export function holdPolicies(view: RecordView): void {
  const cursors = new Map(view.rows('jiceng_cursor').map((row) => [textOf(row, 'reader'), bigintOf(row, 'position')]));
  if (!cursors.has('policy/echo') && !cursors.has('policy/judge')) return;
  const { echoes, refused } = answersIn(view);
  const parkedFrom = new Map(
    view
      .rows('jiceng_parked')
      .map((row) => [
        `${textOf(row, 'policy')} ${placeOf(textOf(row, 'tenant'), textOf(row, 'stream'))}`,
        bigintOf(row, 'from_version'),
      ]),
  );
  const streams = new Map(view.streams.map((stream) => [stream.place, stream]));
  for (const { position, refs } of view.entries) {
    for (const [tenant, stream, from, to] of refs) {
      const stored = streams.get(placeOf(tenant, stream));
      if (stored === undefined) continue;
      for (let at = Number(from); at <= Number(to); at++) {
        const [fact, type] = [stored.facts[at - 1], stored.events[at - 1]?.type];
        const policy = type === 'Noted' ? 'echo' : type === 'Paid' ? 'judge' : undefined;
        if (fact === undefined || policy === undefined) continue;
        if (position === undefined || position > (cursors.get(`policy/${policy}`) ?? 0n)) continue;
        const isAnswered =
          policy === 'echo'
            ? echoes.get(placeOf(tenant, echoStream(stream)))?.includes(factName(fact)) === true
            : refused.has(`${tenant}/policy/judge/${stream}/${at}/0`);
        const isParked = (parkedFrom.get(`${policy} ${stored.place}`) ?? BigInt(at + 1)) <= BigInt(at);
        hold('behind its cursor a policy has answered or parked', isAnswered || isParked, () => {
          return `${policy} has passed ${factName(fact)} and left it`;
        });
      }
    }
  }
}

/** Every note is echoed once, in order; every payment was refused once; nothing is parked; readers have seen all. */
export function holdFollowers(view: RecordView, handled: ReadonlyMap<string, ReadonlyMap<bigint, string>>): void {
  const { echoes, refused } = answersIn(view);
  let payments = 0;
  for (const { head, facts, events } of view.streams) {
    const [tenant, stream] = [textOf(head, 'tenant'), textOf(head, 'stream')];
    const noted = facts.filter((_, at) => events[at]?.type === 'Noted').map(factName);
    payments += events.filter(({ type }) => type === 'Paid').length;
    const echoed = echoes.get(placeOf(tenant, echoStream(stream))) ?? [];
    hold('a policy answers every fact once, in order', noted.join() === echoed.join(), () => {
      return `${stream}: noted [${noted.join()}], echoed [${echoed.join()}]`;
    });
  }
  hold('a refusal is kept once', refused.size === payments, () => `${payments} payments, ${refused.size} refusals`);
  hold('nothing stays parked', view.rows('jiceng_parked').length === 0, () => 'streams are parked');
  const positions = view.entries.filter(({ position }) => position !== undefined);
  hold('every commit has its position', positions.length === view.entries.length, () => 'the intake is not empty');
  for (const [reader, seen] of handled) {
    for (const { position, refs } of positions) {
      const told = seen.get(position ?? 0n);
      hold(
        'a reader skips nothing',
        told === JSON.stringify(refs),
        () => `${reader} was told ${told ?? 'nothing'} at ${String(position)}`,
      );
    }
  }
}
