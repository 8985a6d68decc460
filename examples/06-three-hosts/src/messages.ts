import * as z from 'zod';

// What the desk and its hosts say to each other, as JSON between processes.

const Task = z.strictObject({ incidentId: z.string(), key: z.string(), command: z.looseObject({}) });

/** What the desk asks of a host. */
export const Assignment = z.discriminatedUnion('do', [
  /** These commands, those of one incident in their order. */
  z.strictObject({ do: z.literal('handle'), tasks: z.array(Task) }),
  /** Fire all timers that are due on the evening, until none is. */
  z.strictObject({ do: z.literal('sweep') }),
  /** Give every commit its position in the feed, until none waits. */
  z.strictObject({ do: z.literal('promote') }),
]);
export type Assignment = z.infer<typeof Assignment>;

/** What a host tells the desk. */
export const Report = z.discriminatedUnion('is', [
  /** A command was answered: what it did is written. */
  z.strictObject({ is: z.literal('answered'), key: z.string() }),
  /** All that was asked for is done. */
  z.strictObject({ is: z.literal('finished') }),
]);
export type Report = z.infer<typeof Report>;
