// One proposal with all its reasons, by the number of officers considered. Prints microseconds per proposal.
import { compileDutyTable, match, type OfficerCandidate } from '../src/index.ts';
import { compare, createRandom, printMachine } from '../../checks/bench/rounds.ts';

const basis = { law: '派单目录（2026 年版）', article: '第一条', from: '2026-01-01' } as const;
const units = Array.from({ length: 40 }, (_, index) => `U${index}`);
const duties = compileDutyTable(
  Array.from({ length: 3000 }, (_, index) => ({
    code: `D${index}`,
    eventType: `E${index}`,
    leadUnit: `U${index % 40}`,
    assistUnits: [`U${(index + 1) % 40}`],
    level: 'township' as const,
    skills: ['执法证'],
    basis,
  })),
  { coordinator: 'C', units: units.map((unit) => ({ unit, level: 'countyDepartment' as const })) },
);

/** Half of them of other units, a third busy, a third without the certificate: most are excluded, with a reason to write. */
function enlist(count: number): readonly OfficerCandidate[] {
  const random = createRandom(11);
  return Array.from({ length: count }, (_, index) => ({
    officer: `P${index}`,
    unit: random() < 0.5 ? 'U0' : `U${1 + Math.floor(random() * 39)}`,
    level: 'countyDepartment' as const,
    areas: random() < 0.5 ? ['G1', 'S1'] : ['S1'],
    skills: random() < 0.67 ? ['执法证'] : [],
    shifts: [{ from: '2026-03-02T00:00:00.000Z', to: '2026-03-02T10:00:00.000Z' }],
    load: Math.floor(random() * 6),
    capacity: 4,
  }));
}

const incidents = Array.from({ length: 200 }, (_, index) => ({
  eventType: `E${40 * (index % 75)}`,
  at: '2026-03-02T01:30:00.000Z' as const,
  location: {
    kind: 'inside' as const,
    owner: 'G1',
    path: ['G1', 'S1', 'D1'],
    onBoundary: false,
    interiorOf: ['G1'],
    boundaryOf: [],
  },
}));

printMachine();
compare(
  '3,000 duties',
  [0, 12, 120, 1200].map((count) => {
    const officers = enlist(count);
    return {
      name: `match, ${count} officers`,
      answers: incidents.length,
      run: () => incidents.filter((incident) => match({ incident, duties, officers }).kind === 'matched').length,
    };
  }),
);
