import { type ConstDirectiveNode, type DocumentNode, type FieldNode, Kind, visit } from 'graphql';
import { chainedRequires } from './chained-requires.ts';
import type { SubgraphSdl } from './composer.ts';
import { fieldSetOf, isNamed, parseOrNull } from './directives.ts';

/** Only the native planner keeps a required field with arguments apart from the same field as a client asks for it. */
export type SchemaRules = { planner: 'js' | 'native' };

/** A subgraph that would be answered wrongly, in words that name the type, the field and the remedy. */
export type BrokenRule = { name: string; words: string };

/** What subgraphs ask for that would be answered wrongly, each for itself and together. */
export function brokenRules(subgraphs: readonly SubgraphSdl[], rules: SchemaRules): BrokenRule[] {
  const alone = subgraphs.flatMap((subgraph) =>
    brokenAlone(subgraph, rules).map((words) => ({ name: subgraph.name, words })),
  );
  return rules.planner === 'js' ? [...alone, ...chainedRequires(subgraphs)] : alone;
}

function brokenAlone({ name, sdl }: SubgraphSdl, rules: SchemaRules): string[] {
  // Nearly every schema is cleared by this look at its text, which costs nothing.
  if (!/requires|context/i.test(sdl)) return [];
  const document = parseOrNull(sdl);
  if (!document) return []; // the composer says it better
  const broken: string[] = [];
  visitMembers(document, (place, directives) => {
    for (const directive of directives) {
      if (isNamed(document, directive, 'context')) broken.push(noContext(name, place, '@context'));
      if (isNamed(document, directive, 'fromContext')) broken.push(noContext(name, place, '@fromContext'));
      if (rules.planner === 'native' || !isNamed(document, directive, 'requires')) continue;
      for (const field of fieldsWithArguments(directive)) broken.push(noArguments(name, place, field));
    }
  });
  return broken;
}

function visitMembers(
  document: DocumentNode,
  look: (place: string, directives: readonly ConstDirectiveNode[]) => void,
): void {
  for (const definition of document.definitions) {
    if (!('name' in definition) || !definition.name) continue;
    const type = definition.name.value;
    look(type, (definition.directives ?? []) as readonly ConstDirectiveNode[]);
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? []) {
      look(`${type}.${field.name.value}`, field.directives ?? []);
      if (field.kind !== Kind.FIELD_DEFINITION) continue;
      for (const argument of field.arguments ?? []) look(`${type}.${field.name.value}`, argument.directives ?? []);
    }
  }
}

function fieldsWithArguments(directive: ConstDirectiveNode): string[] {
  const selection = fieldSetOf(directive);
  const found: string[] = [];
  if (selection) {
    visit(selection, {
      Field({ name, arguments: list }: FieldNode) {
        if (list?.length) found.push(name.value);
      },
    });
  }
  return found;
}

function noArguments(subgraph: string, place: string, field: string): string {
  return (
    `[${subgraph}] "${place}" requires "${field}" with arguments. The JS query planner mixes it up with the same field ` +
    `as clients ask for it, and would answer with wrong data. Remedy: give the value a field of its own without ` +
    `arguments and require that, or run the router with its native planner.`
  );
}

function noContext(subgraph: string, place: string, directive: string): string {
  return (
    `[${subgraph}] "${place}" uses ${directive}, which this router does not carry out. ` +
    `Remedy: pass the value as an argument, or take it from the parent by @requires.`
  );
}
