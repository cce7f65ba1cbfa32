// A plugin of graphql-codegen: the text of every operation of the portal with the fragments it uses, by its name.
import { Kind, print, visit } from 'graphql';

export function plugin(_schema, files) {
  const definitions = files.flatMap(({ document }) => document?.definitions ?? []);
  const fragments = new Map(
    definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map((part) => [part.name.value, part]),
  );
  const operations = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const texts = operations.map((operation) => {
    const parts = [operation, ...usedFragments(operation, fragments, new Set())];
    return [operation.name.value, parts.map(print).join('\n')];
  });
  return `${JSON.stringify(Object.fromEntries(texts.sort()), null, 2)}\n`;
}

function usedFragments(definition, fragments, seen) {
  const used = [];
  visit(definition, {
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value);
      if (!fragment || seen.has(name.value)) return;
      seen.add(name.value);
      used.push(fragment, ...usedFragments(fragment, fragments, seen));
    },
  });
  return used;
}
