import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { CONTROL_TEXTS } from '../../router/src/federation/subgraph-control.ts';
import { AUTH_TEXTS } from '../../subgraphs/auth/src/texts.ts';
import { CORE_TEXTS } from '../../subgraphs/core/src/texts.ts';

const root = join(import.meta.dirname, '..', '..');
const FOLDERS = ['router/src', 'subgraphs', 'plugin-adapters', 'platform/src', 'prisma/src'];
/** Tests, what is generated, and the sample plugins, whose codes are their own. */
const SKIPPED =
  /(\.test|\.contract|\.d|testing)\.ts$|(^|\/)(node_modules|dist|build|testing|generated|golden|fixtures|menus)\/|sample\/(estate|shell|plugin-kit)\//;
/** The codes of the tables of router, core and auth; a key is a code, or a code and a case. */
const TABLED = [...Object.values(CORE_TEXTS), AUTH_TEXTS, CONTROL_TEXTS].flatMap((table) =>
  Object.keys(table).map((key) => key.split('.')[0] ?? key),
);
const CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;
/** Given by Node or used inside only; nobody outside sees them. */
const INTERNAL = new Set(['ECONNRESET', 'ETIMEDOUT', 'DOWNSTREAM_SERVICE_ERROR']);

it('documents every error code that the sources know, and no other', () => {
  const known = [...new Set([...codesOf(readSources()), ...TABLED])].filter((code) => !INTERNAL.has(code));
  const text = readFileSync(join(root, 'docs', 'errors.md'), 'utf8');
  const documented = [...text.matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(([, code = '']) => code);
  expect(known.length).toBeGreaterThan(200);
  expect(documented.filter((code, index) => documented.indexOf(code) !== index)).toEqual([]);
  expect({
    undocumented: known.filter((code) => !documented.includes(code)),
    stale: documented.filter((code) => !known.includes(code)),
  }).toEqual({ undocumented: [], stale: [] });
});

function readSources(): ts.SourceFile[] {
  const names = FOLDERS.flatMap((folder) =>
    (readdirSync(join(root, folder), { recursive: true }) as string[]).map((name) => join(folder, name)),
  );
  return names
    .filter((name) => /\.(ts|mjs)$/.test(name) && !SKIPPED.test(name))
    .map((name) => ts.createSourceFile(name, readFileSync(join(root, name), 'utf8'), ts.ScriptTarget.Latest, true));
}

/** What is given as a parameter or property named `code`, is listed in a type `...Code`, or is returned by a function `...Code`. */
function codesOf(sources: readonly ts.SourceFile[]): Set<string> {
  const found = new Set<string>();
  const takers = takersOf(sources);
  const add = (node: ts.Node | undefined) => {
    if (node) for (const text of textsOf(node)) if (CODE.test(text)) found.add(text);
  };
  for (const source of sources) {
    visit(source, (node) => {
      if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
        const place = takers.get(nameOfCallee(node.expression));
        if (place !== undefined) add(node.arguments?.[place]);
      }
      if (ts.isPropertyAssignment(node) && isCode(node.name)) add(node.initializer);
      if ((ts.isPropertySignature(node) || ts.isParameter(node)) && isCode(node.name)) add(node.type);
      if (ts.isTypeAliasDeclaration(node) && node.name.text.endsWith('Code')) add(node.type);
      if (ts.isReturnStatement(node) && nameOfFunction(enclosing(node))?.endsWith('Code')) add(node.expression);
    });
  }
  return found;
}

/** Functions and constructors with a parameter named `code`, and its place. */
function takersOf(sources: readonly ts.SourceFile[]): Map<string, number> {
  const takers = new Map<string, number>();
  for (const source of sources) {
    visit(source, (node) => {
      if (!ts.isFunctionLike(node)) return;
      const place = node.parameters.findIndex(({ name }) => isCode(name));
      const name = nameOfFunction(node);
      if (place >= 0 && name) takers.set(name, place);
    });
  }
  return takers;
}

const isCode = (name: ts.Node) => ts.isIdentifier(name) && (name.text === 'code' || name.text === 'errorCode');
function nameOfCallee(callee: ts.Node): string {
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text;
  return ts.isIdentifier(callee) ? callee.text : '';
}

function nameOfFunction(node: ts.SignatureDeclaration | undefined): string | undefined {
  if (!node) return undefined;
  if (ts.isConstructorDeclaration(node)) return node.parent.name?.text;
  if (node.name) return node.name.getText();
  const { parent } = node;
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name.getText() : undefined;
}

function enclosing(node: ts.Node): ts.SignatureDeclaration | undefined {
  let one: ts.Node | undefined = node;
  while (one && !ts.isFunctionLike(one)) one = one.parent;
  return one;
}

/** The texts a value or a type may be. */
function textsOf(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isBinaryExpression(node)) return [...textsOf(node.left), ...textsOf(node.right)];
  if (ts.isUnionTypeNode(node)) return node.types.flatMap(textsOf);
  if (ts.isLiteralTypeNode(node)) return textsOf(node.literal);
  return [];
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  node.forEachChild((child) => visit(child, look));
}
