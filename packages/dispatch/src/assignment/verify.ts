import type { Assignment } from './assign.ts';
import { type AssignmentInput, readProblem } from './problem.ts';

/** What `verifyAssignment` looks at: an assignment as it was answered, or as a host has stored it. */
export type AssignmentClaim = Pick<Assignment, 'assigned' | 'cost' | 'officerOf' | 'proof'>;

/** The first thing that does not hold. */
export type AssignmentFlaw =
  | 'form'
  | 'pairNotAllowed'
  | 'capacityExceeded'
  | 'totalWrong'
  | 'pricesOfUnassigned'
  | 'pricesOfOfficers'
  | 'reducedCostNegative'
  | 'reducedCostOfPair';

function hasForm(input: AssignmentInput, { officerOf, proof }: AssignmentClaim): boolean {
  const [incidents, officers] = [input.incidents.length, input.officers.length];
  // A cost is at most 2⁵⁰ here: less one such price it is exact, and less the other its sign is right, zero included.
  const isPrice = (price: number): boolean => Number.isInteger(price) && Math.abs(price) <= 2 ** 52;
  const isBit = (bit: number): boolean => bit === 0 || bit === 1;
  return (
    officerOf.length === incidents &&
    proof.incidentPrice.length === incidents &&
    proof.incidentContested.length === incidents &&
    proof.officerPrice.length === officers &&
    proof.officerContested.length === officers &&
    officerOf.every((officer) => Number.isInteger(officer) && officer >= -1 && officer < officers) &&
    proof.incidentPrice.every(isPrice) &&
    proof.officerPrice.every(isPrice) &&
    proof.incidentContested.every(isBit) &&
    proof.officerContested.every(isBit)
  );
}

/**
 * Is this assignment allowed, and do its prices prove that none is better? Looks at the input and the claim only, knows nothing
 * of how it was found, and takes time linear in the arcs. `undefined` when everything holds; a tie-break is not looked at.
 *
 * @throws JicengError as `readProblem`.
 */
export function verifyAssignment(input: AssignmentInput, claim: AssignmentClaim): AssignmentFlaw | undefined {
  readProblem(input);
  if (!hasForm(input, claim)) return 'form';
  const { officerOf, proof } = claim;
  const { incidentPrice, officerPrice, incidentContested, officerContested } = proof;
  const { arcs, capacities } = input;

  const load = new Float64Array(input.officers.length);
  const met = new Uint8Array(officerOf.length);
  let [assigned, total] = [0, 0];
  let flaw: AssignmentFlaw | undefined;
  for (let arc = 0; arc < arcs.cost.length; arc += 1) {
    const incident = arcs.incident[arc] ?? 0;
    const officer = arcs.officer[arc] ?? 0;
    const cost = arcs.cost[arc] ?? 0;
    // A reduced cost is a unit of being left over and a rest; the unit outweighs every rest.
    const unit = -(incidentContested[incident] ?? 0) + (officerContested[officer] ?? 0);
    const rest = cost - (incidentPrice[incident] ?? 0) - (officerPrice[officer] ?? 0);
    if (unit < 0 || (unit === 0 && rest < 0)) flaw ??= 'reducedCostNegative';
    if (officerOf[incident] !== officer) continue;
    if (unit !== 0 || rest !== 0) flaw ??= 'reducedCostOfPair';
    met[incident] = 1;
    load[officer] = (load[officer] ?? 0) + 1;
    assigned += 1;
    total += cost;
  }
  if (officerOf.some((officer, incident) => officer >= 0 && met[incident] === 0)) return 'pairNotAllowed';
  if (load.some((count, officer) => count > (capacities[officer] ?? 0))) return 'capacityExceeded';
  if (assigned !== claim.assigned || total !== claim.cost) return 'totalWrong';
  for (const [incident, officer] of officerOf.entries()) {
    const contested = incidentContested[incident] === 1;
    const price = incidentPrice[incident] ?? 0;
    // Never dearer than being left over, and exactly that where it is.
    if (contested && price > 0) return 'pricesOfUnassigned';
    if (officer < 0 && (!contested || price !== 0)) return 'pricesOfUnassigned';
  }
  for (const [officer, count] of load.entries()) {
    const contested = officerContested[officer] === 1;
    const price = officerPrice[officer] ?? 0;
    if (!contested && price > 0) return 'pricesOfOfficers';
    if (count < (capacities[officer] ?? 0) && (contested || price !== 0)) return 'pricesOfOfficers';
  }
  return flaw;
}
