import type { CivilDate } from '../plain/civil-date.ts';
import type { Digest } from '../plain/digest.ts';
import { kernelError } from '../errors.ts';
import { personalTable } from '../record/kernel-tables.ts';
import { defaultMask, type MaskProfile, type PersonalKind } from './masking.ts';
import type { Ports } from '../host/ports.ts';
import type { Actor, PersonRef } from '../plain/refs.ts';
import { refusal } from '../command/refusal.ts';
import { textOf } from '../store/row.ts';
import type { Operation, Row, Store } from '../store/store.ts';

/** A value about a person, on its way into a row of its own. */
export interface PersonalValue {
  readonly tenant: string;
  readonly ref: PersonRef;
  readonly kind: PersonalKind;
  readonly value: string;
  /** What it may be used for. @see 《中华人民共和国个人信息保护法》第六条，目的明确 */
  readonly purpose: string;
  /** Last day it is kept. @see 《中华人民共和国个人信息保护法》第十九条，最短保存期限 */
  readonly keepUntil?: CivilDate;
}

/** What a fact may hold of it (`commitment`), and the write that keeps the value: both belong to one batch. */
export interface KeptPersonal {
  readonly commitment: string;
  readonly operation: Operation;
}

/** A value as most people see it. */
export interface MaskedPersonal {
  readonly ref: PersonRef;
  readonly kind: PersonalKind;
  readonly masked: string;
}

function freshSalt(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The digest that stands for a value: without the salt, guessing names or numbers confirms nothing. */
export function personalCommitment(digest: Digest, salt: string, kind: PersonalKind, value: string): string {
  return `${digest.name}:${digest.hex(JSON.stringify(['jiceng-personal/1', digest.name, salt, kind, value]))}`;
}

/** Prepares a personal value: put `operation` into the batch of the fact that holds `commitment`. */
export function keepPersonal(
  { tenant, ref, kind, value, purpose, keepUntil }: PersonalValue,
  digest: Digest,
  salt: string = freshSalt(),
): KeptPersonal {
  const commitment = personalCommitment(digest, salt, kind, value);
  const row = { tenant, ref, kind, value, salt, commitment, purpose, keep_until: keepUntil, version: 1n };
  return { commitment, operation: { op: 'insert', table: personalTable.name, row } };
}

// Written by `keepPersonal`.
const kindOf = (row: Row): PersonalKind => textOf(row, 'kind') as PersonalKind;

async function rowsOf(store: Store, tenant: string, refs: readonly PersonRef[]): Promise<readonly Row[]> {
  const read = await store.read(
    refs.map((ref) => ({ get: 'row' as const, table: personalTable.name, key: [tenant, ref] })),
  );
  return read.flat();
}

/** The values behind references, masked. What was erased is simply not among them. */
export async function readPersonal(
  store: Store,
  tenant: string,
  refs: readonly PersonRef[],
  mask: MaskProfile = defaultMask,
): Promise<readonly MaskedPersonal[]> {
  const rows = await rowsOf(store, tenant, refs);
  return rows.map((row) => {
    const kind = kindOf(row);
    return { ref: textOf(row, 'ref'), kind, masked: mask[kind](textOf(row, 'value')) };
  });
}

/** A personal value in clear, with what proves that it is the one the record means. */
export interface RevealedPersonal {
  readonly ref: PersonRef;
  readonly kind: PersonalKind;
  readonly value: string;
  readonly salt: string;
  readonly commitment: string;
}

/**
 * One value in clear, for an actor whom the policy allows the action `revealPersonal` on this stream for this purpose. A
 * denial is told on the bus.
 *
 * @throws JicengError `COMMAND_REFUSED` with the policy's reasons when it does not.
 * @throws JicengError `PERSONAL_MISSING` when the value does not exist or was erased.
 */
export async function revealPersonal(
  ports: Pick<Ports, 'store' | 'access' | 'bus' | 'clock'>,
  ask: {
    readonly tenant: string;
    readonly ref: PersonRef;
    readonly stream: string;
    readonly actor: Actor;
    readonly purpose: string;
  },
): Promise<RevealedPersonal> {
  const { tenant, ref, stream, actor, purpose } = ask;
  const question = {
    tenant,
    actor,
    action: 'revealPersonal',
    subject: { stream },
    purpose,
    at: await ports.clock.now(),
  };
  const [reasons = []] = await ports.access.judge([question]);
  if (reasons.length > 0) {
    ports.bus.publish('denied', { question, reasons });
    throw refusal(question.action, reasons);
  }
  const [row] = await rowsOf(ports.store, tenant, [ref]);
  if (row === undefined) throw kernelError('PERSONAL_MISSING', { ref });
  const salt = textOf(row, 'salt');
  return { ref, kind: kindOf(row), value: textOf(row, 'value'), salt, commitment: textOf(row, 'commitment') };
}

/**
 * The write that erases a value with its salt: put it into the batch of the fact that says who asked for it and why. What
 * the record holds still verifies, and means nobody any more.
 *
 * @see 《中华人民共和国个人信息保护法》第四十七条，删除
 */
export function erasePersonal(tenant: string, ref: PersonRef): Operation {
  return { op: 'delete', table: personalTable.name, key: [tenant, ref] };
}

/** References whose last day lies before `on`: due to be erased. */
export async function expiredPersonal(
  store: Store,
  tenant: string,
  on: CivilDate,
  limit = 100,
): Promise<readonly PersonRef[]> {
  const [rows = []] = await store.read([
    { get: 'rows', table: personalTable.name, index: 'keep_until', prefix: [tenant], before: [on], limit },
  ]);
  return rows.map((row) => textOf(row, 'ref'));
}
