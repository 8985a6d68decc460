import ts from 'typescript';
import type { Finding, SourceText } from '../repository/source-text.ts';
import { placeOf, walk } from '../repository/syntax.ts';

/** `IStore`, but neither `Id` nor `IdCard`. */
const hungarian = /^I[A-Z][a-z]/;
const emptySuffix = /(?:Impl|Manager|Helper|Helpers|Util|Utils)$|^(?:util|utils|helper|helpers|impl)$/;
/** What others are made from. A value may well be a base: that of a ratio, for example. */
const ancestor = /Base$/;

const isDeclaration = (node: ts.Node): node is ts.Node & { readonly name?: ts.Node } =>
  ts.isInterfaceDeclaration(node) ||
  ts.isClassDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isTypeParameterDeclaration(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isVariableDeclaration(node) ||
  ts.isParameter(node) ||
  ts.isBindingElement(node) ||
  ts.isPropertySignature(node) ||
  ts.isPropertyDeclaration(node) ||
  ts.isMethodSignature(node) ||
  ts.isMethodDeclaration(node);

/** Which declared names wear a prefix or a suffix that says nothing. */
export function bannedNames(files: readonly SourceText[]): readonly Finding[] {
  const findings: Finding[] = [];
  for (const file of files) {
    walk(file, (node) => {
      if (!isDeclaration(node) || node.name === undefined || !ts.isIdentifier(node.name)) return;
      const { text } = node.name;
      const isType = ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node) || ts.isTypeAliasDeclaration(node);
      if (isType && hungarian.test(text))
        findings.push(`${placeOf(file, node)}: "${text}" says with its I what the compiler knows`);
      if (emptySuffix.test(text) || (isType && ancestor.test(text)))
        findings.push(`${placeOf(file, node)}: "${text}" does not say what it is`);
    });
  }
  return findings;
}
