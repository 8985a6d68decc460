import type { AccessPolicy, AccessQuestion } from './access-policy.ts';
import { civilDateAt, type CivilDate } from '../plain/civil-date.ts';
import { denied } from './default-access.ts';
import { kernelError } from '../errors.ts';
import type { Instant } from '../plain/instant.ts';
import type { Actor, DivisionCode } from '../plain/refs.ts';

/** One grant: a role may do an action, in a division and all below it, for a purpose. `*` stands for any action or purpose. */
export interface RoleGrant {
  readonly role: string;
  readonly action: string;
  /** The beginning of the codes it covers: `3301` covers `330106` and `330106001`. Absent: everywhere. */
  readonly division?: DivisionCode;
  readonly purpose: string;
}

/** Somebody acts in somebody's place on these days, both inclusive. */
export interface StandIn {
  readonly actor: string;
  readonly role: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** Somebody who must keep out of one stream: a conflict of interest, on record. */
export interface Recusal {
  readonly actor: string;
  readonly stream: string;
}

export interface RolePolicyRows {
  readonly grants: readonly RoleGrant[];
  readonly standIns?: readonly StandIn[];
  readonly recusals?: readonly Recusal[];
  /** Zone of the stand-ins' days; by default Asia/Shanghai. */
  readonly zone?: string;
}

function covers(grant: RoleGrant, { action, purpose, subject }: AccessQuestion): boolean {
  if (grant.action !== '*' && grant.action !== action) return false;
  if (grant.purpose !== '*' && grant.purpose !== purpose) return false;
  return grant.division === undefined || (subject.jurisdiction?.startsWith(grant.division) ?? false);
}

/**
 * The actor with the roles it stands in for at that moment: for `runDecider`, when the rules of a process ask for roles themselves.
 * `createRolePolicy` lends them on its own.
 */
export function lendRoles(
  actor: Actor,
  at: Instant,
  { standIns = [], zone = 'Asia/Shanghai' }: Pick<RolePolicyRows, 'standIns' | 'zone'>,
): Actor {
  const own = standIns.filter((row) => row.actor === actor.id);
  if (own.length === 0) return actor;
  const on = civilDateAt(at, zone);
  const lent = own.filter(({ from, to }) => from <= on && on <= to).map(({ role }) => role);
  return { ...actor, roles: [...new Set([...actor.roles, ...lent])] };
}

/**
 * A policy from rows that a host keeps: role × action × division subtree × purpose, with stand-ins and recusals. What no
 * row grants is denied; a recusal outweighs every grant.
 */
export function createRolePolicy({
  grants,
  standIns = [],
  recusals = [],
  zone = 'Asia/Shanghai',
}: RolePolicyRows): AccessPolicy {
  const recused = new Set(recusals.map(({ actor, stream }) => JSON.stringify([actor, stream])));
  const judgeOne = (question: AccessQuestion) => {
    const { actor, subject, at } = question;
    if (recused.has(JSON.stringify([actor.id, subject.stream]))) {
      return [kernelError.reason('ACCESS_RECUSED', { actor: actor.id, stream: subject.stream })];
    }
    const { roles } = lendRoles(actor, at, { standIns, zone });
    const granted = grants.some((grant) => roles.includes(grant.role) && covers(grant, question));
    return granted ? [] : [denied(question)];
  };
  return { judge: async (questions) => questions.map(judgeOne) };
}
