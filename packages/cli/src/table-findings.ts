import type { HealthFinding } from '@jiceng/kernel';
import type { TableStanding } from '@jiceng/storage-sql';
import { cliFinding } from './errors.ts';

function findingsOf(standing: TableStanding): readonly HealthFinding[] {
  const { table, state, reason, missingColumns, missingIndexes, undeclaredColumns: unknown } = standing;
  if (state === 'foreign' && reason !== undefined) {
    return [{ ...cliFinding.reason('CLI_TABLE_FOREIGN', { table, because: { ...reason.words } }), severity: 'severe' }];
  }
  const missing = [...missingColumns, ...missingIndexes];
  return [
    ...(missing.length === 0
      ? []
      : [{ ...cliFinding.reason('CLI_COLUMNS_MISSING', { table, missing }), severity: 'warning' } as const]),
    ...(unknown.length === 0
      ? []
      : [{ ...cliFinding.reason('CLI_COLUMNS_UNKNOWN', { table, unknown }), severity: 'fine' } as const]),
  ];
}

/** What is to be said of the tables: those that are absent, of an older or newer version, or somebody else's. */
export function tableFindings(standings: readonly TableStanding[]): readonly HealthFinding[] {
  const absent = standings.filter(({ state }) => state === 'absent').map(({ table }) => table);
  if (absent.length === standings.length) return [{ ...cliFinding.reason('CLI_STORE_EMPTY'), severity: 'severe' }];
  return [
    ...(absent.length === 0
      ? []
      : [{ ...cliFinding.reason('CLI_TABLES_ABSENT', { tables: absent }), severity: 'severe' } as const]),
    ...standings.flatMap(findingsOf),
  ];
}
