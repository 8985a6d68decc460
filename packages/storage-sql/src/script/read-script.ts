import { planQuery, type Query, type Row, type Tables, type Value } from '@jiceng/kernel';
import type { StatementsOf } from '../statements/table-statements.ts';
import type { EngineDialect } from '../engine/engine-dialect.ts';
import type { Answer, Script, Step } from './script.ts';

/** Rows as the port has them: a column that holds nothing is not there. */
function rowsOf(answer: Answer, columns: readonly string[]): readonly Row[] {
  if (typeof answer === 'number') return [];
  return answer.map((values) => {
    const row: Record<string, Value> = {};
    for (let at = 0; at < columns.length; at++) {
      const [column, value] = [columns[at], values[at]];
      if (column !== undefined && value !== undefined && value !== null) row[column] = value;
    }
    return row;
  });
}

/** The statement and its values for a query. @throws JicengError as `planQuery` does. */
export function stepFor(query: Query, tables: Tables, statementsOf: StatementsOf): Step {
  planQuery(tables, query);
  const statements = statementsOf(query.table);
  if (query.get === 'row') return { statement: statements.get, values: query.key };
  const { statement, values } = statements.range(query);
  return { statement, values: values(query) };
}

/** The rows of one query. */
export function* answerTo(step: Step): Script<readonly Row[]> {
  return rowsOf(yield step, step.statement.columns ?? []);
}

/** Answers all queries from one snapshot; one query alone needs no transaction for that. */
export function* readScript(dialect: EngineDialect, steps: readonly Step[]): Script<readonly (readonly Row[])[]> {
  const [only, ...others] = steps;
  if (only === undefined) return [];
  if (others.length === 0) return [yield* answerTo(only)];
  yield dialect.beginRead;
  try {
    const answers: (readonly Row[])[] = [];
    for (const step of steps) answers.push(yield* answerTo(step));
    return answers;
  } finally {
    yield dialect.rollback;
  }
}
