import { bigintOf, type Operation, type Row, type Store, type TableSpec } from '@jiceng/kernel';

/** An account: its balance, its floor, and how many postings it has. Whoever moves the floor moves the terms. */
export const accountTable: TableSpec = {
  name: 'simulated_account',
  rank: 1,
  columns: { id: 'text', balance: 'bigint', floor: 'bigint', terms: 'bigint', posted: 'bigint', version: 'bigint' },
  key: ['id'],
};

/** One leg of one transfer, numbered within its account, with the balance that it left. */
export const postingTable: TableSpec = {
  name: 'simulated_posting',
  rank: 2,
  columns: { account: 'text', number: 'bigint', amount: 'bigint', balance: 'bigint', transfer: 'text' },
  key: ['account', 'number'],
};

/** The key of a transfer: what was asked once is done once. */
export const transferTable: TableSpec = {
  name: 'simulated_transfer',
  rank: 0,
  columns: { id: 'text' },
  key: ['id'],
};

/** The rate of today, which a payment relies on without changing it. */
export const rateTable: TableSpec = {
  name: 'simulated_rate',
  rank: 1,
  columns: { id: 'text', version: 'bigint' },
  key: ['id'],
};

export const ledgerTables: readonly TableSpec[] = [accountTable, postingTable, transferTable, rateTable];

export const issuer = 'issuer';
export const residents = ['lin', 'wu', 'zhao'] as const;
export const accounts: readonly string[] = [issuer, ...residents];
const issuedAmount = 40n;

/** What a transfer moves, and the terms it was looked at under. */
export interface Transfer {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly amount: bigint;
}

function leg({ id }: Transfer, account: string, amount: bigint, guard: { floor: bigint; terms: bigint } | undefined) {
  const ref = { table: accountTable.name, key: [account] };
  const bounds = guard === undefined ? {} : { min: { balance: guard.floor }, where: { terms: guard.terms } };
  const operations: readonly Operation[] = [
    { op: 'add', ...ref, add: { balance: amount, posted: 1n }, ...bounds },
    {
      op: 'insert',
      table: postingTable.name,
      row: { account, amount, transfer: id },
      copy: { number: { ...ref, column: 'posted' }, balance: { ...ref, column: 'balance' } },
    },
  ];
  return operations;
}

/** Both legs: out of an account above its floor, under the terms that were read; into the other. */
export function transferOperations(transfer: Transfer, giver: Row | undefined): readonly Operation[] {
  const guard = giver === undefined ? undefined : { floor: bigintOf(giver, 'floor'), terms: bigintOf(giver, 'terms') };
  return [
    ...leg(transfer, transfer.from, -transfer.amount, guard),
    ...leg(transfer, transfer.to, transfer.amount, undefined),
  ];
}

/** Opens the accounts and gives every resident the same amount, each in a transfer of its own. */
export async function openLedger(store: Store): Promise<void> {
  await store.commit([
    ...accounts.map((id): Operation => ({
      op: 'insert',
      table: accountTable.name,
      row: { id, balance: 0n, floor: 0n, terms: 1n, posted: 0n, version: 1n },
    })),
    { op: 'insert', table: rateTable.name, row: { id: 'rate', version: 1n } },
  ]);
  for (const to of residents) {
    const transfer = { id: `issue ${to}`, from: issuer, to, amount: issuedAmount };
    await store.commit([
      { op: 'insert', table: transferTable.name, row: { id: transfer.id } },
      ...transferOperations(transfer, undefined),
    ]);
  }
}

/** The row of an account as it stands. */
export async function accountRow(store: Store, id: string): Promise<Row | undefined> {
  const [[row] = []] = await store.read([{ get: 'row', table: accountTable.name, key: [id] }]);
  return row;
}
