import * as z from 'zod';

/** The declarations that the database keeps of its tables. */
export const StoredTables = z.array(
  z.object({
    name: z.string(),
    rank: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
    columns: z.record(z.string(), z.enum(['text', 'bigint', 'bytes'])),
    key: z.array(z.string()),
    indexes: z.record(z.string(), z.array(z.string())),
  }),
);
