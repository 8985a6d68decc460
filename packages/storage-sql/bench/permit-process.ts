import type { Decider, Instant, Process } from '@jiceng/kernel';
import * as z from 'zod';

const PermitCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('apply'), what: z.string(), dueAt: z.string() }),
  z.strictObject({ type: z.literal('note'), text: z.string() }),
  z.strictObject({ type: z.literal('extend'), dueAt: z.string() }),
]);
type PermitCommand = z.infer<typeof PermitCommand>;

const PermitEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('PermitApplied'), what: z.string(), dueAt: z.string() }),
  z.object({ type: z.literal('PermitNoted'), text: z.string() }),
  z.object({ type: z.literal('PermitExtended'), dueAt: z.string() }),
]);
type PermitEvent = z.infer<typeof PermitEvent>;

interface PermitState {
  readonly what: string;
  readonly notes: number;
  readonly lastNote: string;
  readonly dueAt: string | undefined;
}

const permitDecider: Decider<PermitState, PermitCommand, PermitEvent> = {
  initialState: { what: '', notes: 0, lastNote: '', dueAt: undefined },
  commands: ['apply', 'note', 'extend'],
  refuse: () => [],
  decide: (command) => {
    switch (command.type) {
      case 'apply':
        return [{ type: 'PermitApplied', what: command.what, dueAt: command.dueAt }];
      case 'note':
        return [{ type: 'PermitNoted', text: command.text }];
      case 'extend':
        return [{ type: 'PermitExtended', dueAt: command.dueAt }];
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'PermitApplied':
        return { ...state, what: event.what, dueAt: event.dueAt };
      case 'PermitNoted':
        return { ...state, notes: state.notes + 1, lastNote: event.text };
      case 'PermitExtended':
        return { ...state, dueAt: event.dueAt };
    }
  },
  timers: ({ dueAt }) => (dueAt === undefined ? [] : [{ name: 'overdue', dueAt: dueAt as Instant }]),
};

/** A small process for benches and soaks: an application, notes, and now and then another due time. */
export const permitProcess: Process<PermitState, PermitCommand, PermitEvent> = {
  decider: permitDecider,
  fold: 'permit/1',
  commandSchema: PermitCommand,
  eventSchema: PermitEvent,
};
