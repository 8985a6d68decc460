import * as z from 'zod';

const reminders = z.array(z.object({ name: z.string(), dueAt: z.string() }));

/** What can be asked of the kit's own process: small, and with everything that a store must carry. */
export const KitCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('note'), text: z.string() }),
  z.strictObject({ type: z.literal('remind'), reminders }),
  z.strictObject({ type: z.literal('expire'), name: z.string(), dueAt: z.string() }),
]);
export type KitCommand = z.infer<typeof KitCommand>;

export const KitEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Noted'), text: z.string() }),
  z.object({ type: z.literal('RemindersSet'), reminders }),
  z.object({ type: z.literal('ReminderExpired'), name: z.string(), dueAt: z.string() }),
]);
export type KitEvent = z.infer<typeof KitEvent>;
