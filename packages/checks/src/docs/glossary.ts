import ts from 'typescript';
import { linesOf, type Page } from '../repository/page.ts';
import type { Finding, SourceText } from '../repository/source-text.ts';
import { placeOf, walk } from '../repository/syntax.ts';

/** A command or a fact, as the literal `type` of a schema. */
export interface RecordedName {
  readonly name: string;
  readonly kind: 'command' | 'fact';
  readonly place: string;
}

/** `IncidentCommand`, `IncidentEvent`: the schemas whose members have a meaning in law. Other unions tell their members apart too. */
function inCommandOrEvent(node: ts.Node): boolean {
  const schema = ts.findAncestor(node, ts.isVariableDeclaration);
  return schema !== undefined && /(?:Command|Event)$/.test(schema.name.getText());
}

/** The commands and facts that schemas declare, each by the literal of its `type`. */
export function recordedNames(files: readonly SourceText[]): readonly RecordedName[] {
  const names: RecordedName[] = [];
  for (const file of files) {
    walk(file, (node) => {
      if (!ts.isPropertyAssignment(node) || node.name.getText() !== 'type' || !ts.isCallExpression(node.initializer))
        return;
      const [literal] = node.initializer.arguments;
      if (!/^z\.literal$/.test(node.initializer.expression.getText())) return;
      if (literal === undefined || !ts.isStringLiteral(literal)) return;
      if (!inCommandOrEvent(node)) return;
      names.push({
        name: literal.text,
        kind: /^[A-Z]/.test(literal.text) ? 'fact' : 'command',
        place: placeOf(file, node),
      });
    });
  }
  return names;
}

/** Every identifier that the glossary's tables name in backquotes. */
export function glossaryIdentifiers(page: Page): ReadonlySet<string> {
  return new Set(
    linesOf(page)
      .filter(({ text, fenced }) => !fenced && text.startsWith('|'))
      .flatMap(({ text }) => Array.from(text.matchAll(/`([A-Za-z]+)`/g), ([, name]) => name ?? '')),
  );
}

/** Which commands and facts the glossary does not know, and which facts say `Updated`: an act with a meaning has a name of its own. */
export function namesOutsideGlossary(files: readonly SourceText[], glossary: Page): readonly Finding[] {
  const known = glossaryIdentifiers(glossary);
  return recordedNames(files).flatMap(({ name, kind, place }) => [
    ...(/Updated?$/.test(name) || name.startsWith('update')
      ? [`${place}: "${name}" says that something changed, not what was done`]
      : []),
    ...(known.has(name) ? [] : [`${place}: the ${kind} "${name}" is not in ${glossary.path}`]),
  ]);
}
