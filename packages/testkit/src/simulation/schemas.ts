import * as z from 'zod';

const request = z.string().min(1);
const rungs = z.array(z.object({ name: z.string(), dueAt: z.string() }));
const names = z.array(z.string());

/** What can be asked of the simulated cases. Every request names itself, so that its effect can be found among the facts. */
export const SimulatedCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('note'), request, parts: z.int() }),
  z.strictObject({ type: z.literal('arm'), request, rungs }),
  z.strictObject({ type: z.literal('disarm'), request }),
  z.strictObject({ type: z.literal('expire'), name: z.string(), dueAt: z.string() }),
  z.strictObject({ type: z.literal('pay'), request, amount: z.int(), rate: z.string() }),
  z.strictObject({ type: z.literal('echo'), of: z.string() }),
  z.strictObject({ type: z.literal('judge'), of: z.string() }),
]);
export type SimulatedCommand = z.infer<typeof SimulatedCommand>;

export const SimulatedEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Noted'), request, part: z.int() }),
  z.object({ type: z.literal('Armed'), request, rungs }),
  z.object({ type: z.literal('Disarmed'), request, names }),
  z.object({ type: z.literal('Expired'), name: z.string(), dueAt: z.string() }),
  z.object({ type: z.literal('Paid'), request, amount: z.int(), rate: z.string() }),
  z.object({ type: z.literal('Echoed'), of: z.string() }),
]);
export type SimulatedEvent = z.infer<typeof SimulatedEvent>;
